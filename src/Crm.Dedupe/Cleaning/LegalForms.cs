using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>Takes legal forms (<c>GmbH</c>, <c>Ltd</c>, <c>有限公司</c>) off the names of organisations.</summary>
internal static class LegalForms
{
    private const int LongestForm = 8;

    private static readonly HashSet<string> All =
    [
        .. EmbeddedTable
            .Rows("legal-forms.tsv")
            .Concat(EmbeddedTable.Rows("own-legal-forms.tsv"))
            .Select(row => Folding.FoldUmlauts(row[0]))
            .Where(form => form.Length > 0),
    ];

    private static readonly string[] HanForms =
    [
        .. All.Where(form => Scripts.Of(form) == Script.Han)
            .OrderByDescending(form => form.Length)
            .ThenBy(form => form, StringComparer.Ordinal),
    ];

    /// <summary>The words of the folded name before and after which no legal form stands; all words if none would be left.</summary>
    public static ArraySegment<string> Without(string[] words)
    {
        var start = 0;
        var end = words.Length;
        while (FormAtEnd(words, start, end) is > 0 and var length)
        {
            end -= length;
        }

        while (FormAtStart(words, start, end) is > 0 and var length)
        {
            start += length;
        }

        return new ArraySegment<string>(words, start, end - start);
    }

    /// <summary>Han is written without spaces, so the form is the end of the text.</summary>
    public static string WithoutHan(string text)
    {
        var form = Array.Find(
            HanForms,
            form => text.Length > form.Length + 1 && text.EndsWith(form, StringComparison.Ordinal)
        );
        return form is null ? text : text[..^form.Length];
    }

    private static int FormAtEnd(string[] words, int start, int end)
    {
        for (var length = Math.Min(LongestForm, end - start - 1); length > 0; length--)
        {
            if (All.Contains(string.Join(' ', words, end - length, length)))
            {
                return length;
            }
        }

        return 0;
    }

    // Single letters in front are initials, and a short word there is more often the name itself.
    private static int FormAtStart(string[] words, int start, int end)
    {
        for (var length = Math.Min(LongestForm, end - start - 1); length > 0; length--)
        {
            var form = string.Join(' ', words, start, length);
            if (form.Length > 2 && All.Contains(form))
            {
                return length;
            }
        }

        return 0;
    }
}
