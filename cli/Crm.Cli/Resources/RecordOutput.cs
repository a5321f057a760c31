using Crm.Cli.CommandLine;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>Opens the writer of a command that prints records, or answers a bare `--json` with the fields there are.</summary>
internal static class RecordOutput
{
    /// <summary>The writer for the records to come.</summary>
    /// <returns>Nothing when only the fields were asked for; they are printed then.</returns>
    public static RecordWriter? Open(
        Session session,
        IReadOnlyList<string> columns,
        Func<IReadOnlyList<string>> knownFields
    ) => Open(session, session.Output, columns, knownFields);

    /// <summary>The same for a command with a mind of its own about formats.</summary>
    public static RecordWriter? Open(
        Session session,
        OutputChoice choice,
        IReadOnlyList<string> columns,
        Func<IReadOnlyList<string>> knownFields
    )
    {
        if (choice.AsksForFields)
        {
            foreach (var field in knownFields())
            {
                session.Shell.Out.Write(field + "\n");
            }

            return null;
        }

        if (choice.Fields is not null)
        {
            RefuseUnknown(choice.Fields, knownFields());
        }

        return RecordWriter.Open(session.Shell.Out, choice, columns, session.Shell.Width);
    }

    private static void RefuseUnknown(IReadOnlyList<string> fields, IReadOnlyList<string> known)
    {
        // Without a contract to look in, the service decides.
        var unknown = known.Count == 0 ? null : fields.FirstOrDefault(field => !known.Contains(field.Split('.')[0]));
        if (unknown is not null)
        {
            throw Failure.Usage(
                $"There is no field '{unknown}'.{DidYouMean.Question(known, unknown)}",
                "give --json without a value to list the fields"
            );
        }
    }
}
