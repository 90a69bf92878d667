namespace AcrHealth.Help;

/// <summary>A language that help is written in: where its pages are, where the engine looks for it, and its headings.</summary>
/// <param name="Culture">The culture's name.</param>
/// <param name="Source">The folder of its pages in docs; empty for docs itself.</param>
/// <param name="Folder">The folder of the module that the engine looks into.</param>
/// <param name="OnlineVersion">The text of the link to the page on the web.</param>
/// <param name="Headings">The headings of a command's page.</param>
/// <param name="Errors">The texts around the entries of the error reference.</param>
/// <param name="Check">The heading of the names in a table of checks.</param>
internal sealed record HelpLanguage(string Culture, string Source, string Folder, string OnlineVersion, PageHeadings Headings, ErrorLabels Errors, string Check)
{
    public static IReadOnlyList<HelpLanguage> All { get; } =
    [
        new(
            "en-US",
            string.Empty,
            "en-US",
            "Online version",
            new("Syntax", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links"),
            new(
                "Errors",
                "What `Get-AcrHealthError` says of each code. This page is written from the module's own texts.",
                "What does not work",
                "What to do",
                "Given by",
                "No check of AcrHealth gives this code.",
                "Read more"),
            "Check"),
        new(
            "ko-KR",
            "ko",
            "ko",
            "온라인 버전",
            new("구문", "설명", "예제", "매개 변수", "입력", "출력", "참고", "관련 링크"),
            new(
                "오류",
                "`Get-AcrHealthError`가 각 코드에 대해 알려 주는 내용입니다. 이 페이지는 모듈의 텍스트에서 만들어집니다.",
                "작동하지 않는 것",
                "조치 방법",
                "이 코드를 내는 검사",
                "AcrHealth의 어떤 검사도 이 코드를 내지 않습니다.",
                "더 보기"),
            "검사"),
    ];
}
