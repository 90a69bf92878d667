namespace AcrHealth.Running;

/// <summary>The answer to a question for confirmation.</summary>
internal enum Approval
{
    Given,
    Declined,
    WhatIf,

    /// <summary>There is nobody to ask.</summary>
    CannotAsk,
}
