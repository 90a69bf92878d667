namespace AcrHealth.Running;

/// <summary>The answer to whether something may be done.</summary>
internal enum Approval
{
    Given,
    Declined,
    WhatIf,

    /// <summary>There is nobody to ask.</summary>
    CannotAsk,
}
