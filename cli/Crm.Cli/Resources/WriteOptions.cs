using System.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>The options of every command that changes something.</summary>
internal sealed class WriteOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Let the service check the request and change nothing",
    };

    private readonly Option<string?> _idempotencyKey = new("--idempotency-key")
    {
        Description = "Repeat a command safely: the same key is carried out once (default: a new key each time)",
        HelpName = "KEY",
    };

    private readonly Option<string?> _ifMatch = new("--if-match")
    {
        Description = "Only when the record still has this etag",
        HelpName = "ETAG",
    };

    private readonly bool _isGuarded;

    public WriteOptions(Command command, bool isGuarded)
    {
        _isGuarded = isGuarded;
        command.Add(_dryRun);
        command.Add(_idempotencyKey);
        if (isGuarded)
        {
            command.Add(_ifMatch);
        }
    }

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>Completes the request; the key is made once, so that every retry carries the same one.</summary>
    public ApiRequest Apply(ApiRequest request, ParseResult parsed, TimeProvider clock) =>
        request with
        {
            Query = [.. request.Query, ("validateOnly", IsDryRun(parsed) ? "true" : null)],
            IfMatch = _isGuarded ? parsed.GetValue(_ifMatch) : null,
            IdempotencyKey = parsed.GetValue(_idempotencyKey) ?? IdempotencyKey.New(clock),
        };

    public string Key(ParseResult parsed, TimeProvider clock) =>
        parsed.GetValue(_idempotencyKey) ?? IdempotencyKey.New(clock);
}
