namespace Crm.Dedupe.Cleaning;

/// <summary>The writing system of a value.</summary>
internal enum Script : byte
{
    None,
    Latin,
    Han,
    Arabic,
    Cyrillic,
    Other,
}

/// <summary>Tells the script of a text by its first letter.</summary>
internal static class Scripts
{
    public static Script Of(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsLetter(character))
            {
                return OfLetter(character);
            }
        }

        return Script.None;
    }

    public static bool IsHan(char character) => character is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';

    private static Script OfLetter(char letter) =>
        letter switch
        {
            < '\u0250' => Script.Latin,
            >= '\u0400' and < '\u0530' => Script.Cyrillic,
            >= '\u0600' and < '\u0780' => Script.Arabic,
            _ => IsHan(letter) ? Script.Han : Script.Other,
        };
}
