using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Connection;

/// <summary>`crm login`: tries a key and keeps it in a file only the user can read.</summary>
internal sealed class LoginCommand : ToolCommand
{
    public LoginCommand(CommandScope scope)
        : base("login", "Store the API key of a service, read from stdin, a file or the keyboard.")
    {
        Examples =
        [
            "crm login --url https://crm.example.com < key.txt",
            "crm login --url https://crm.example.com --profile production --token-file key.txt",
        ];
        SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = scope.Options;
                var user = UserConfig.Read(scope.Shell);
                var profile = user.ProfileToChange(parsed.GetValue(options.Profile), scope.Shell);
                var url =
                    parsed.GetValue(options.Url)
                    ?? scope.Shell.Variable("CRM_URL")
                    ?? user.Get(profile, "url")
                    ?? Settings.DefaultUrl;
                var token = ReadToken(scope, parsed);

                await TryAsync(scope.Shell, url, token, cancellationToken);
                user.Set(profile, "url", url);
                user.StoreKey(profile, url, token);
                if (user.CurrentProfile is null)
                {
                    user.Use(profile);
                }

                await scope.Shell.Error.WriteLineAsync(
                    $"Logged in to {url} (profile {profile}). The key is in {user.KeyPath}."
                );
                return (int)ExitCode.Ok;
            }
        );
    }

    private static string ReadToken(CommandScope scope, ParseResult parsed)
    {
        var shell = scope.Shell;
        if (parsed.GetValue(scope.Options.TokenFile) is { } file)
        {
            return TokenText.Read(shell, file);
        }

        if (!shell.IsInputTerminal || parsed.GetValue(scope.Options.NoInput))
        {
            return TokenText.Read(shell, "-");
        }

        shell.Error.Write("API key: ");
        var typed = shell.ReadSecret();
        shell.Error.WriteLine();
        return TokenText.Checked(typed, "what was typed");
    }

    private static async Task TryAsync(Shell shell, string url, string token, CancellationToken cancellationToken)
    {
        using var client = CrmClient.Open(shell, Settings.For(url, token), RequestLogLevel.Off);
        await client.SendAsync(new ApiRequest(HttpMethod.Get, "/v1/me"), cancellationToken);
    }
}
