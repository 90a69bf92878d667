namespace AcrHealth.Running;

/// <summary>The question for confirmation before a change.</summary>
/// <param name="Action">The action in a few words, as -WhatIf shows it.</param>
/// <param name="Target">The target of the action.</param>
/// <param name="Text">The question in a sentence or two.</param>
/// <param name="Caption">Its title.</param>
internal sealed record Question(string Action, string Target, string Text, string Caption);
