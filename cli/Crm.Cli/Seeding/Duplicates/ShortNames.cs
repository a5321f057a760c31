namespace Crm.Cli.Seeding.Duplicates;

/// <summary>What people of some given names are called as well.</summary>
internal static class ShortNames
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["James"] = "Jim",
        ["Robert"] = "Bob",
        ["Patricia"] = "Pat",
        ["John"] = "Jack",
        ["Jennifer"] = "Jenny",
        ["Michael"] = "Mike",
        ["David"] = "Dave",
        ["Elizabeth"] = "Liz",
        ["William"] = "Bill",
        ["Richard"] = "Dick",
        ["Susan"] = "Sue",
        ["Joseph"] = "Joe",
        ["Thomas"] = "Tom",
        ["Christopher"] = "Chris",
        ["Charles"] = "Chuck",
        ["Daniel"] = "Dan",
        ["Matthew"] = "Matt",
        ["Anthony"] = "Tony",
        ["Steven"] = "Steve",
        ["Kimberly"] = "Kim",
        ["Andrew"] = "Andy",
        ["Margaret"] = "Peggy",
        ["Kenneth"] = "Ken",
        ["Timothy"] = "Tim",
        ["Jeffrey"] = "Jeff",
        ["Deborah"] = "Debbie",
        ["Gregory"] = "Greg",
        ["Rebecca"] = "Becky",
        ["Alexander"] = "Alex",
        ["Samuel"] = "Sam",
        ["Benjamin"] = "Ben",
        ["Nicholas"] = "Nick",
        ["Katherine"] = "Kate",
        ["Andreas"] = "Andi",
        ["Christian"] = "Chris",
        ["Elisabeth"] = "Lisa",
        ["Franziska"] = "Franzi",
        ["Friedrich"] = "Fritz",
        ["Gabriele"] = "Gabi",
        ["Johanna"] = "Hanna",
        ["Johannes"] = "Hannes",
        ["Josef"] = "Sepp",
        ["Katharina"] = "Kathi",
        ["Magdalena"] = "Lena",
        ["Maximilian"] = "Max",
        ["Sebastian"] = "Basti",
        ["Susanne"] = "Susi",
    };

    /// <summary>The name itself where no shorter one is known.</summary>
    public static string Of(string name) => Known.GetValueOrDefault(name, name);
}
