using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crm.TestKit;

/// <summary>The service on a real port, with a database and a data folder of its own, gone when disposed.</summary>
public sealed class CrmServer : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyList<(string Name, string Value)> _settings;
    private readonly bool _isFirst;

    private CrmServer(Factory factory, DirectoryInfo folder, IReadOnlyList<(string, string)> settings, bool isFirst)
    {
        _factory = factory;
        _folder = folder;
        _settings = settings;
        _isFirst = isFirst;
        Url = factory.ClientOptions.BaseAddress;
        AdminKey = File.ReadAllText(Path.Combine(folder.FullName, "admin.key")).Trim();
        Admin = WithKey(AdminKey);
    }

    public Uri Url { get; }

    /// <summary>Where SQLite, the admin key and whatever else the service writes lie.</summary>
    public string Folder => _folder.FullName;

    public string AdminKey { get; }

    /// <summary>May do everything.</summary>
    public HttpClient Admin { get; }

    /// <summary>The service's own objects, for tests of what no route shows.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts the service; settings override its configuration, such as <c>("Crm:Clock:Virtual", "true")</c>.</summary>
    public static Task<CrmServer> StartAsync(
        Engine engine = Engine.Sqlite,
        params (string Name, string Value)[] settings
    ) => StartAsync(engine, extend: null, settings);

    /// <summary>Starts the service with services of the test's own beside its own.</summary>
    public static async Task<CrmServer> StartAsync(
        Engine engine,
        Action<IServiceCollection>? extend,
        params (string Name, string Value)[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("crm-test-");
        var own = await EngineSettings.OfNewDatabaseAsync(engine, folder);
        List<(string, string)> all = [.. own, .. settings];
        return Start(folder, all, extend, isFirst: true);
    }

    /// <summary>Starts another node on the same database, which SQLite does not allow.</summary>
    public CrmServer StartAnotherNode(
        Action<IServiceCollection>? extend,
        params IEnumerable<(string Name, string Value)> settings
    ) => Start(_folder, [.. _settings, .. settings], extend, isFirst: false);

    /// <summary>A client without a key.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Url };

    public HttpClient WithKey(string key) =>
        new()
        {
            BaseAddress = Url,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };

    /// <summary>A client whose key has only these scopes.</summary>
    public async Task<HttpClient> WithScopesAsync(params string[] scopes)
    {
        using var made = await Admin.PostAsJsonAsync("/v1/api-keys", new { name = "test", scopes });
        made.EnsureSuccessStatusCode();
        var key = await made.Content.ReadFromJsonAsync<JsonObject>();
        return WithKey((string)key!["key"]!);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _factory.DisposeAsync();
        if (_isFirst)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static CrmServer Start(
        DirectoryInfo folder,
        IReadOnlyList<(string, string)> settings,
        Action<IServiceCollection>? extend,
        bool isFirst
    )
    {
        var factory = new Factory(settings, extend);
        factory.UseKestrel(0);
        factory.StartServer();
        return new CrmServer(factory, folder, settings, isFirst);
    }

    private sealed class Factory(IEnumerable<(string Name, string Value)> settings, Action<IServiceCollection>? extend)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureServices(services => extend?.Invoke(services));
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}
