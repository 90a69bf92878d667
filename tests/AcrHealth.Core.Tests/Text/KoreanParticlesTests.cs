using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Text;

/// <summary>Particles by the word before them.</summary>
public sealed class KoreanParticlesTests
{
    [Theory]
    [InlineData("contoso.azurecr.io이(가) 인증서를 보내지 않았습니다.", "contoso.azurecr.io가 인증서를 보내지 않았습니다.")]
    [InlineData("주소 203.0.113.7을(를) 거부했습니다.", "주소 203.0.113.7을 거부했습니다.")]
    [InlineData("주소 203.0.113.4을(를) 거부했습니다.", "주소 203.0.113.4를 거부했습니다.")]
    [InlineData("주소 203.0.113.7(으)로 응답합니다.", "주소 203.0.113.7로 응답합니다.")]
    [InlineData("주소 203.0.113.6(으)로 응답합니다.", "주소 203.0.113.6으로 응답합니다.")]
    [InlineData("프록시 proxy:3128(HTTPS_PROXY)이(가) 요구합니다.", "프록시 proxy:3128이 요구합니다.")]
    [InlineData("'contoso.azurecr.cn'은(는) 호스트입니다.", "'contoso.azurecr.cn'은 호스트입니다.")]
    [InlineData("레지스트리과(와) 서버을(를)", "레지스트리와 서버를")]
    [InlineData("파일(으)로", "파일로")]
    [InlineData("웹(으)로", "웹으로")]
    [InlineData("`podman`은(는)", "`podman`은")]
    public void The_form_that_fits_is_chosen(string text, string expected)
    {
        string chosen = KoreanParticles.Choose(text);

        // A parenthesis that explains the word stays.
        Assert.Equal(expected, chosen.Replace("(HTTPS_PROXY)", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_are_filled_with_the_form_that_fits() =>
        Assert.Equal("주소 192.0.2.4를 거부했습니다.", MessageFormat.Format("주소 {0}을(를) 거부했습니다.", "192.0.2.4"));

    [Theory]
    [InlineData("Azure이(가)")]
    [InlineData("web을(를)")]
    [InlineData("을(를)")]
    [InlineData("No particle (at all).")]
    public void What_is_not_known_keeps_both(string text) => Assert.Equal(text, KoreanParticles.Choose(text));
}
