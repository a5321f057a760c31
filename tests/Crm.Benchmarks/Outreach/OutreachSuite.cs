using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Benchmarks.Outreach;

/// <summary>
/// Planning a campaign for everybody there is, and handing its mails over to a mail server of our own, beside a bare loop that hands the
/// same mails to the same kind of server with the same library.
/// </summary>
internal static class OutreachSuite
{
    private const int Mails = 50_000;

    public static async Task RunAsync(RunOptions options)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}"
        );
        Console.WriteLine();
        Console.WriteLine("| Customers planned for | First after a start, s | Second, s | Peak MB |");
        Console.WriteLine("|---|---|---|---|");
        int[] sizes = [.. new[] { Math.Min(100_000, options.Rows), options.Rows }.Distinct()];
        foreach (var size in sizes)
        {
            await PlanAsync(size);
        }

        Console.WriteLine();
        await HandOverAsync(Math.Min(Mails, options.Rows));
    }

    private static async Task PlanAsync(int customers)
    {
        await using var sink = new MailSink(new MailSinkOptions { KeepMails = false });
        await using var service = await SeededAsync(sink, customers);
        var campaign = await CampaignAsync(service, "kind = organization");
        var first = await PlanAsync(service, campaign, customers);
        var second = await PlanAsync(service, campaign, customers);
        Console.WriteLine(
            $"| {customers:N0} | {first:F1} | {second:F1} | {service.Process.PeakResidentBytes() / 1_000_000} |"
        );
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> PlanAsync(ServiceProcess service, string campaign, int customers)
    {
        var start = Stopwatch.GetTimestamp();
        var planned = await service.Admin.PlanAsync($"/v1/campaigns/{campaign}/plan", new { });
        var taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Expect((long)planned["counts"]!["created"]! == customers, planned);
        return taken;
    }

    private static async Task HandOverAsync(int mails)
    {
        var floor = await BareLoop.MeasureAsync(mails);
        await using var sink = new MailSink(new MailSinkOptions { KeepMails = false });
        await using var service = await SeededAsync(sink, mails);
        var campaign = await CampaignAsync(service, "kind = organization");
        var planned = await service.Admin.PlanAsync($"/v1/campaigns/{campaign}/plan", new { });
        var before = service.Process.PeakResidentBytes();
        var start = Stopwatch.GetTimestamp();
        await service.Admin.PostAsync(
            $"/v1/campaigns/{campaign}/send",
            new { planId = planned.Text("planId") },
            HttpStatusCode.Accepted
        );
        var job = await service.Admin.SettledJobAsync(planned.Text("id"));
        var taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Expect((long)job["counts"]!["created"]! == mails && sink.Taken == mails, job);
        Console.WriteLine("| Mails | Service/s | Bare loop/s | Ratio | Peak MB before, after |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(
            $"| {mails:N0} | {mails / taken:F0} | {floor:F0} | {mails / taken / floor:F2} "
                + $"| {before / 1_000_000}, {service.Process.PeakResidentBytes() / 1_000_000} |"
        );
    }

    private static async Task<ServiceProcess> SeededAsync(MailSink sink, int customers)
    {
        var service = await ServiceProcess.StartAsync(
            Engine.Sqlite,
            under: null,
            ("Crm:Mail:Host", "127.0.0.1"),
            ("Crm:Mail:Port", sink.Port.ToString(CultureInfo.InvariantCulture)),
            ("Crm:Mail:Security", "None"),
            ("Crm:Mail:SenderAddress", "club@example.com")
        );
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        service.Kill();
        var database = Path.Combine(service.Folder, "crm.db");
        SeededCustomers.Write(database, Enumerable.Range(1, customers).Select(SeededCustomers.Make));
        await service.StartAsync();
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        await StoredKeys.MadeAsync(database, customers);
        // Making the keys took memory that is none of the outreach's.
        service.Kill();
        await service.StartAsync();
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        return service;
    }

    private static async Task<string> CampaignAsync(ServiceProcess service, string filter)
    {
        var template = await service.Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Bench",
                channel = "email",
                texts = new[]
                {
                    new
                    {
                        language = "en",
                        subject = BareLoop.Subject,
                        text = BareLoop.Text,
                    },
                },
            }
        );
        var campaign = await service.Admin.PostAsync(
            "/v1/campaigns",
            new
            {
                name = "Bench",
                channel = "email",
                purpose = "news",
                consent = "optOut",
                audience = new { filter },
                steps = new[] { new { templateId = template.Text("id") } },
            }
        );
        return campaign.Text("id");
    }

    private static void Expect(bool holds, JsonObject job)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not all were planned or sent: {job.ToJsonString()}");
        }
    }
}
