namespace Crm.Benchmarks.Dedupe;

/// <summary>Names to choose from: a few are common and most are rare, as in life.</summary>
internal static class MadeNames
{
    public static readonly string[] Given =
        "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Christopher Karen Charles Lisa Daniel Nancy Matthew Sandra Anthony Ashley Donald Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Timothy Melissa Jeffrey Deborah Gregory Stephanie Frank Rebecca Alexander Sharon Raymond Laura Patrick Cynthia Jack Amy Dennis Kathleen Jerry Angela Samuel Shirley Benjamin Brenda Nicholas Pamela Katherine Samantha Jörg Ursula Hans Heike Klaus Petra Wolfgang Sabine Dieter Monika Günter Renate Uwe Birgit Bernd Claudia Stefan Andrea Björn Anke Lars Silke Sven Katrin Torsten Anja Pierre Amélie Luc Chloé Marcel Élodie Giulia Marco Paola Luca Carlos Lucía Javier Carmen Diego Inés Zainab Omar Fatima Yusuf Mei Hiro Aiko Ravi Priya Anil Olga Dmitri Ivan Elena".Split(
            ' '
        );

    public static readonly string[] Industries =
        "Foods Trading Engineering Design Logistics Consulting Software Energy Pharma Textiles Motors Printing Marine Optics Bau Elektrotechnik Maschinenbau Handel Verlag Metallbau Catering Analytics Robotics Packaging Ceramics Tours Insurance Capital Media Security".Split(
            ' '
        );

    public static readonly string[] LegalForms = ["Ltd", "Inc", "LLC", "GmbH", "AG", "GmbH & Co. KG", "Corp", "SARL"];

    public static readonly string[] StreetKinds = ["Street", "Road", "Avenue", "Lane", "Drive", "Court"];

    public static readonly string[] FreeMail =
    [
        "gmail.com",
        "yahoo.com",
        "outlook.com",
        "web.de",
        "gmx.de",
        "icloud.com",
    ];

    private static readonly string[] Starts =
        "Hart Whit Wake Ash Birk Cal Dal Eller Fair Gren Hol Ing Kirch Lang Mühl Nor Ober Pem Rad Schön Shel Stan Sut Tem Unter Wal Wes York Bach Burg Chad Dun Fen Gar Hamp Ken Lind Mars Neu Oak Prest Rosen Stock Thorn Vogel Wein Zell Cros Brad Stein".Split(
            ' '
        );

    private static readonly string[] Middles = ["", "", "ing", "er", "en", "le", "ham", "ens"];

    private static readonly string[] Ends =
        "worth gate field ton man berg feld bauer by wick ford ley well stein bach mann hurst dale wood house ridge combe ström stad ville court more sen son er".Split(
            ' '
        );

    /// <summary>Towns with their countries, the largest first.</summary>
    public static readonly (string Name, string Country, string Dialling)[] Cities =
    [
        .. "New York Chicago Houston Phoenix Dallas Austin Seattle Denver Boston Atlanta Portland Memphis Detroit Tucson Fresno Omaha Oakland Tulsa Tampa Buffalo"
            .Replace("New York", "New_York", StringComparison.Ordinal)
            .Split(' ')
            .Select((city, index) => (city.Replace('_', ' '), "US", $"+1{212 + (17 * index)}")),
        .. "London Manchester Leeds Bristol Glasgow Sheffield Leicester Cardiff Nottingham Plymouth Derby Oxford Norwich Exeter Bath"
            .Split(' ')
            .Select((city, index) => (city, "GB", $"+44{113 + (13 * index)}")),
        .. "Berlin Hamburg München Köln Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Bochum Bielefeld Bonn Münster Mannheim Augsburg Göttingen"
            .Split(' ')
            .Select((city, index) => (city, "DE", $"+49{201 + (19 * index)}")),
        .. "Paris Lyon Toulouse Nantes Lille Rennes Reims Dijon Angers Nîmes"
            .Split(' ')
            .Select((city, index) => (city, "FR", $"+33{1 + (index % 5)}{10 + index}")),
        .. Starts.SelectMany(start => Ends.Select(end => start + end)).Select(Town),
    ];

    /// <summary>One of some 12,000 family names.</summary>
    public static string Family(Random random)
    {
        // A cube makes the first of each list common: one in fifty has the commonest name of all.
        string Common(string[] parts) => parts[(int)(parts.Length * Math.Pow(random.NextDouble(), 1.6))];
        return Common(Starts) + Common(Middles) + Common(Ends);
    }

    public static string Street(Random random) =>
        $"{Starts[random.Next(Starts.Length)]}{Ends[random.Next(Ends.Length)]} {StreetKinds[random.Next(StreetKinds.Length)]}";

    public static T Skewed<T>(T[] values, Random random) =>
        values[(int)(values.Length * random.NextDouble() * random.NextDouble())];

    /// <summary>One customer in fifty lives in the largest, and most in one of the many small ones.</summary>
    public static (string Name, string Country, string Dialling) City(Random random) =>
        Cities[(int)(Cities.Length * random.NextDouble() * random.NextDouble() * random.NextDouble())];

    private static (string Name, string Country, string Dialling) Town(string name, int index) =>
        (index * 31 % 4) switch
        {
            0 => (name, "DE", $"+49{3000 + index}"),
            1 => (name, "GB", $"+441{200 + (index % 700)}"),
            _ => (name, "US", $"+1{201 + (index % 700)}"),
        };
}
