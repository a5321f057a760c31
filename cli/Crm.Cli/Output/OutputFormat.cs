namespace Crm.Cli.Output;

/// <summary>The form of what goes to stdout.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Ndjson,
    Csv,
}

/// <summary>The names of the formats on the command line and in settings.</summary>
internal static class OutputFormats
{
    public static readonly string[] Names = ["table", "json", "ndjson", "csv"];

    public static OutputFormat? Parse(string name) =>
        name switch
        {
            "table" => OutputFormat.Table,
            "json" => OutputFormat.Json,
            "ndjson" => OutputFormat.Ndjson,
            "csv" => OutputFormat.Csv,
            _ => null,
        };
}
