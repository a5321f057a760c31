namespace Crm.Api.Imports.Sources;

/// <summary>Opens what an import was sent as: sees how it is packed and written, and reads its parts as one.</summary>
internal static class RowSources
{
    private static readonly byte[][] WorkbookMarks =
    [
        [0x50, 0x4b, 0x03, 0x04],
        [0xd0, 0xcf, 0x11, 0xe0],
    ];

    public static async Task<IRowSource> OpenAsync(
        IReadOnlyList<SourcePart> parts,
        SourceSettings settings,
        CancellationToken cancellationToken
    ) => await JoinedParts.OpenAsync(parts, settings, cancellationToken);

    public static async Task<PartReader> OpenAsync(
        SourcePart part,
        SourceSettings settings,
        CancellationToken cancellationToken
    )
    {
        var file = await part.OpenAsync(cancellationToken);
        try
        {
            var content = await FileContent.OfAsync(file, FileEncoding.HeadLength, cancellationToken);
            var isWorkbook = WorkbookMarks.Any(mark => content.Head.AsSpan().StartsWith(mark));
            return settings.Format == FileFormat.Xlsx || (settings.Format is null && isWorkbook)
                ? await WorkbookAsync(content, settings, cancellationToken)
                : await TextAsync(content, settings, cancellationToken);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<PartReader> WorkbookAsync(
        FileContent content,
        SourceSettings settings,
        CancellationToken cancellationToken
    )
    {
        var findings = new ImportFindings
        {
            Format = Finding(FileFormat.Xlsx, settings, "The file begins as workbooks do."),
            Compression = content.Compression,
        };
        return XlsxSource.Open(await content.OpenSeekableAsync(cancellationToken), settings, findings);
    }

    private static async Task<PartReader> TextAsync(
        FileContent content,
        SourceSettings settings,
        CancellationToken cancellationToken
    )
    {
        var encoding = FileEncoding.Of(content.Head, settings.Encoding);
        var text = new FileText(await content.OpenAsync(encoding.MarkLength, cancellationToken), encoding);
        await text.LookAheadAsync(1, cancellationToken);
        var (format, because) = text.Window.TrimStart() is ['{', ..]
            ? (FileFormat.Ndjson, "The file begins with a brace.")
            : (FileFormat.Csv, "The file is no workbook and does not begin with a brace.");
        var findings = new ImportFindings
        {
            Format = Finding(format, settings, because),
            Compression = content.Compression,
            Encoding = encoding.Finding,
            ByteOrderMark = encoding.MarkLength > 0,
        };
        return (settings.Format ?? format) == FileFormat.Ndjson
            ? await NdjsonSource.OpenAsync(text, settings, findings, cancellationToken)
            : await CsvSource.OpenAsync(text, settings, findings, cancellationToken);
    }

    private static ImportFinding Finding(FileFormat found, SourceSettings settings, string because) =>
        settings.Format is { } told ? ImportFinding.Told(Word(told)) : new ImportFinding(Word(found), because);

    private static string Word(FileFormat format) => Kernel.EnumText<FileFormat>.Of(format);
}
