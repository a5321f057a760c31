namespace Crm.Api.Http.Lists;

/// <summary>Writes records one by one, in one of the forms a whole list can have.</summary>
internal interface IRecordRows<in T> : IAsyncDisposable
{
    void Write(T record);

    /// <summary>Says that these were all: without what is written here, the file is not whole.</summary>
    void End(long rows);
}

internal static class RecordRows
{
    /// <param name="form">Which form.</param>
    /// <param name="stream">What is written to; left open.</param>
    /// <param name="mask">The fields wanted; null means all.</param>
    /// <param name="marksEnd">True for a file that is kept, which has to show by itself that it is whole.</param>
    public static IRecordRows<T> Open<T>(StreamForm form, Stream stream, FieldMask? mask, bool marksEnd) =>
        form switch
        {
            StreamForm.Ndjson => new NdjsonRows<T>(stream, mask),
            StreamForm.Csv => new CsvRows<T>(stream, mask, marksEnd),
            StreamForm.Xlsx => new XlsxRows<T>(stream, mask),
        };
}
