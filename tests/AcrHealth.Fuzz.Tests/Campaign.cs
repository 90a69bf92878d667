using System.Globalization;
using AcrHealth.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace AcrHealth.Fuzz.Tests;

/// <summary>
/// Runs a property over its share of the cases, of which ACRHEALTH_FUZZ_CASES says how many there are in all (a million in CI), from a fixed seed unless
/// ACRHEALTH_FUZZ_SEED names another. A failure reports the seed and the smallest input found.
/// </summary>
internal static class Campaign
{
    private const long DefaultCases = 50_000;
    private const int Shares = 100;
    private const ulong DefaultSeed = 20_190_905;

    // FsCheck's second number has to be odd.
    private const ulong Gamma = 1_442_695_040_888_963_407;

    // The bytes that a parser may allocate for the shortest input, an exception with its stack included, and for each character more.
    private const long BaseAllocation = 128 * 1024;
    private const long AllocationPerCharacter = 256;

    // Of this process's work, which a machine that is busy otherwise does not lengthen: the campaigns beside have a share in it.
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(5);

    // The allocations of the first calls belong to the runtime: resources, cultures, code.
    private const int WarmUp = 50;

    private static TimeSpan Work => Environment.CpuUsage.TotalTime;

    private static long Cases => Number("ACRHEALTH_FUZZ_CASES", DefaultCases);

    private static ulong Seed => (ulong)Number("ACRHEALTH_FUZZ_SEED", (long)DefaultSeed);

    /// <param name="percent">The share of all cases.</param>
    /// <param name="mutator">Makes the inputs.</param>
    /// <param name="property">Throws where the property does not hold.</param>
    /// <param name="readsSecrets">Whether the parser registers secrets. Then each case has a vault of its own, so that the secrets of one are not the memory of the next.</param>
    public static void Run(int percent, Mutator mutator, Action<string> property, bool readsSecrets = false)
    {
        int cases = checked((int)Math.Max(Cases * percent / Shares, 1));
        int seen = 0;
        Gen<string> inputs = Gen.Sized(size => Gen.Choose(0, int.MaxValue).Select(seed => mutator.Make(seed, size)));
        Config config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases)
            .WithReplay(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None));
        Check.One(config, Prop.ForAll(Arb.From(inputs, Mutator.Shrink), (Action<string>)Measure));

        void Measure(string input)
        {
            using SessionSecrets? secrets = readsSecrets ? SessionSecrets.Open(() => { }) : null;
            using IDisposable? session = secrets?.Enter();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan started = Work;
            property(input);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(Work - started < CaseLimit, "It took too long.");
            Assert.True(
                ++seen <= WarmUp || allocated <= BaseAllocation + (AllocationPerCharacter * input.Length),
                $"{allocated} bytes were allocated for {input.Length} characters.");
        }
    }

    private static long Number(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
