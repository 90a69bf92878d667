namespace AcrHealth.Running;

/// <summary>What is asked before something is changed.</summary>
/// <param name="Action">What would be done, in a few words, as -WhatIf shows it.</param>
/// <param name="Target">What it would be done to.</param>
/// <param name="Text">The question in a sentence or two.</param>
/// <param name="Caption">Its title.</param>
internal sealed record Question(string Action, string Target, string Text, string Caption);
