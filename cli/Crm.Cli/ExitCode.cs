namespace Crm.Cli;

/// <summary>What the process answers; scripts branch on these numbers, so none ever changes its meaning.</summary>
internal enum ExitCode
{
    Ok = 0,
    Failure = 1,
    Usage = 2,
    PartialSuccess = 3,
    Authentication = 4,
    NotFound = 5,
    Conflict = 6,
    RateLimitedOrTimedOut = 7,
    CheckFailed = 8,
    Interrupted = 130,
}

/// <summary>The sentence `--help` prints beside each exit code.</summary>
internal static class ExitCodeDescription
{
    public static string Of(ExitCode code) =>
        code switch
        {
            ExitCode.Ok => "done",
            ExitCode.Failure => "general failure",
            ExitCode.Usage => "wrong usage, or a confirmation is missing",
            ExitCode.PartialSuccess => "partial success: some rows were rejected",
            ExitCode.Authentication => "no key, a wrong key, or a key without the scope",
            ExitCode.NotFound => "not found",
            ExitCode.Conflict => "conflict, or the record changed since it was read",
            ExitCode.RateLimitedOrTimedOut => "rate limited, unavailable or timed out",
            ExitCode.CheckFailed => "a check failed",
            ExitCode.Interrupted => "interrupted",
        };
}
