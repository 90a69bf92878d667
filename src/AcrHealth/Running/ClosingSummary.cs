using System.Management.Automation;
using AcrHealth.Display;
using AcrHealth.Model;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>
/// Ends a run with one line: how many registries are healthy, failing and not checked, and the command that explains the failures. It is a record of
/// the information stream, shown only in an interactive session.
/// </summary>
/// <param name="cmdlet">The command that writes it.</param>
internal sealed class ClosingSummary(PSCmdlet cmdlet)
{
    /// <summary>The tag of the record.</summary>
    public const string Tag = "AcrHealthSummary";

    // PowerShell shows records with this tag whatever the preference is, as those of Write-Host.
    private const string ShownTag = "PSHOST";
    private const int MostCodes = 3;

    private readonly Dictionary<string, int> _codes = [];
    private string? _onlyRegistry;
    private TargetVerdict? _onlyVerdict;
    private TargetVerdict? _machine;
    private int _registries;
    private int _healthy;
    private int _failing;
    private int _notChecked;

    /// <summary>Counts a target.</summary>
    /// <param name="registry">The registry; null for this machine.</param>
    /// <param name="verdict">The outcome of its checks.</param>
    public void Add(string? registry, TargetVerdict verdict)
    {
        if (registry is null)
        {
            _machine = verdict;
            return;
        }

        _registries++;
        _onlyRegistry = registry;
        _onlyVerdict = verdict;
        switch (verdict.Status)
        {
            case CheckStatus.Failed:
                _failing++;
                break;
            case CheckStatus.Skipped:
                _notChecked++;
                break;
            default:
                _healthy++;
                break;
        }
    }

    /// <summary>Counts a name that is not a registry, so that nothing of it was checked.</summary>
    public void AddUnchecked(string registry) => Add(registry, new());

    /// <summary>Counts the code of a failure.</summary>
    public void AddCode(string code) => _codes[code] = _codes.GetValueOrDefault(code) + 1;

    /// <summary>Writes the line, unless nothing was checked at all.</summary>
    public void Write()
    {
        if (_registries == 0 && _machine is null)
        {
            return;
        }

        string text = Text();
        bool isSilenced = cmdlet.MyInvocation.BoundParameters.TryGetValue("InformationAction", out object? action)
            && LanguagePrimitives.TryConvertTo(action, out ActionPreference preference)
            && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore;
        if (!isSilenced && Interactivity.IsInteractive(cmdlet))
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = $"\n{TextWrap.Fit(text, cmdlet.Host, 0)}" }, [Tag, ShownTag]);
        }
        else
        {
            cmdlet.WriteInformation(text, [Tag]);
        }
    }

    private string Text()
    {
        CheckStatus status = _failing > 0 || _machine?.Status == CheckStatus.Failed ? CheckStatus.Failed
            : _notChecked > 0 ? CheckStatus.Skipped
            : _registries == 0 ? _machine!.Status
            : CheckStatus.Passed;
        IEnumerable<string> sentences = [Registries(), Machine(), Explanation()];
        return $"{StatusMark.SignOf(status)} {string.Join(' ', sentences.Where(sentence => sentence.Length > 0))}";
    }

    private string Registries() => _registries switch
    {
        0 => string.Empty,
        1 => MessageFormat.Format(Messages.ClosingVerdict, _onlyRegistry, VerdictText.Words(_onlyVerdict!)),
        _ => MessageFormat.Format(Messages.ClosingRegistries, _registries, string.Join(", ", Counts())),
    };

    private IEnumerable<string> Counts()
    {
        yield return MessageFormat.Format(Messages.ClosingHealthy, _healthy);
        if (_failing > 0)
        {
            yield return MessageFormat.Format(Messages.ClosingFailing, _failing);
        }

        if (_notChecked > 0)
        {
            yield return MessageFormat.Format(Messages.ClosingNotChecked, _notChecked);
        }
    }

    // A healthy machine is worth a sentence only if there is nothing else to say.
    private string Machine() => _machine is { } verdict && (_registries == 0 || verdict.Status is CheckStatus.Failed or CheckStatus.Warning)
        ? MessageFormat.Format(Messages.ClosingMachine, VerdictText.Words(verdict))
        : string.Empty;

    private string Explanation()
    {
        string[] codes = [.. _codes.OrderByDescending(code => code.Value).Select(code => code.Key).Take(MostCodes)];
        return codes.Length == 0
            ? string.Empty
            : MessageFormat.Format(
                _codes.Count > MostCodes ? Messages.ClosingExplainMost : Messages.ClosingExplain, $"Get-AcrHealthError {string.Join(", ", codes)}");
    }
}
