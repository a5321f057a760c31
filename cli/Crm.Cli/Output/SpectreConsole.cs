using Spectre.Console;

namespace Crm.Cli.Output;

/// <summary>Opens Spectre's console on one of our streams.</summary>
internal static class SpectreConsole
{
    public static IAnsiConsole Open(TextWriter output, bool hasColor, int width, bool isAnimated = false)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = hasColor || isAnimated ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = isAnimated ? InteractionSupport.Yes : InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = width;
        return console;
    }
}
