using System.Diagnostics;

namespace Crm.Mail.Tests.Python;

/// <summary>A fact that asks somebody else's program, or is reported as skipped with the name of the package that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithPythonAttribute : FactAttribute
{
    public FactWithPythonAttribute(string module, string package) => Skip = MissingBecause(module, package);

    private static string? MissingBecause(string module, string package)
    {
        if (!File.Exists(PythonScript.Interpreter))
        {
            return $"{package}: there is no {PythonScript.Interpreter} (apt-get install {package})";
        }

        using var import = Process.Start(
            new ProcessStartInfo(PythonScript.Interpreter, ["-c", $"import {module}"]) { RedirectStandardError = true }
        )!;
        import.StandardError.ReadToEnd();
        import.WaitForExit();
        return import.ExitCode == 0 ? null : $"{package}: is not installed (apt-get install {package})";
    }
}
