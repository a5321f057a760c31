using Crm.Api.Data;
using Crm.Api.Http.Contract;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Which of the shared verbs a resource answers.</summary>
[Flags]
internal enum Verbs
{
    List = 1,
    Get = 2,
    Create = 4,
    Update = 8,
    Delete = 16,
    Upsert = 32,
    Batch = 64,
    Read = List | Get,
    All = Read | Create | Update | Delete | Upsert | Batch,
}

/// <summary>Maps the verbs all resources share, with what the contract says about them.</summary>
internal static class ResourceEndpoints
{
    /// <summary>The group of a resource's own routes; its special verbs are mapped on it too.</summary>
    public static RouteGroupBuilder MapResource<TEntity, TForm, TResponse>(
        this IEndpointRouteBuilder routes,
        Resource<TEntity, TForm, TResponse> resource,
        Verbs verbs = Verbs.All
    )
        where TEntity : Record, new()
        where TForm : class
        where TResponse : RecordResponse
    {
        var group = routes.MapGroup($"/{resource.Plural}").WithTags(Words.Tag(resource.Plural));
        var catalog = routes.ServiceProvider.GetRequiredService<ResourceCatalog>();
        catalog.Add(
            resource.Plural,
            new ImportableResource<TEntity, TForm, TResponse>(
                resource,
                verbs,
                routes.ServiceProvider.GetRequiredService<IOptions<DatabaseOptions>>()
            )
        );
        var map = new Mapping<TEntity, TForm, TResponse>(group, resource);
        if (verbs.HasFlag(Verbs.List))
        {
            catalog.Add(resource.Plural, new ExportableResource<TEntity, TForm, TResponse>(resource));
            map.List();
        }

        if (verbs.HasFlag(Verbs.Get))
        {
            map.Get();
        }

        if (verbs.HasFlag(Verbs.Create))
        {
            map.Create();
        }

        if (verbs.HasFlag(Verbs.Update))
        {
            map.Update();
        }

        if (verbs.HasFlag(Verbs.Delete))
        {
            map.Delete();
            map.Undelete();
        }

        if (verbs.HasFlag(Verbs.Upsert))
        {
            map.Upsert();
        }

        if (verbs.HasFlag(Verbs.Batch))
        {
            map.Batch();
        }

        return group;
    }

    private sealed class Mapping<TEntity, TForm, TResponse>(
        RouteGroupBuilder group,
        Resource<TEntity, TForm, TResponse> resource
    )
        where TEntity : Record, new()
        where TForm : class
        where TResponse : RecordResponse
    {
        private readonly string _kind = Words.Spoken(resource.Kind);
        private readonly string _plural = Words.Spoken(resource.Plural);
        private readonly string _oneName = Words.Pascal(resource.Kind);
        private readonly string _manyName = Words.Pascal(resource.Plural);

        private IReadOnlyList<QueryParameter> Terms => resource.Duplicates is null ? [] : DuplicateTerms.Parameters;

        public void List() =>
            group
                .MapGet("/", new ListRecords<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"List{_manyName}")
                .WithSummary($"List {_plural}")
                .WithDescription(
                    $"Pages through {_plural} by a keyset, so that nothing is lost or repeated while others write. "
                        + $"`Accept: {StreamFormat.NdjsonType}`, `{StreamFormat.CsvType}` or `{StreamFormat.XlsxType}` streams the whole result "
                        + "from one snapshot.\n\n"
                        + FieldDocumentation.Of(resource.Fields)
                )
                .Reads(resource.Plural)
                .Takes(ListQuery.Parameters(resource))
                .ProducesProblems(406)
                .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Page<TResponse>), StreamFormat.ListTypes));

        public void Get()
        {
            var isMergeable = typeof(IMergeable).IsAssignableFrom(typeof(TEntity));
            var get = group
                .MapGet("/{id}", new GetRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Get{_oneName}")
                .WithSummary($"Get {Words.WithArticle(_kind)}")
                .WithDescription(
                    $"Also answers {_plural} in the trash, with `deleteTime` set."
                        + (isMergeable ? " One that was merged leads to its survivor (301)." : "")
                )
                .Reads(resource.Plural)
                .Takes(ListQuery.Expand(resource), ListQuery.Fields)
                .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(TResponse), [BodyReader.JsonType]))
                .WithMetadata(new ProducesResponseTypeMetadata(304, typeof(void)))
                .ProducesProblems(404);
            if (isMergeable)
            {
                get.WithMetadata(new ProducesResponseTypeMetadata(301, typeof(TResponse), [BodyReader.JsonType]));
            }
        }

        public void Create() =>
            group
                .MapPost("/", new CreateRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Create{_oneName}")
                .WithSummary($"Create {Words.WithArticle(_kind)}")
                .WithDescription(
                    "Answers the record as stored, with the id it got, and says in `Location` where it is."
                )
                .Writes(resource.Plural)
                .Takes(Terms)
                .WithMetadata(new ProducesResponseTypeMetadata(201, typeof(TResponse), [BodyReader.JsonType]));

        public void Update() =>
            group
                .MapPatch("/{id}", new UpdateRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Update{_oneName}")
                .WithSummary($"Update {Words.WithArticle(_kind)}")
                .WithDescription("Merge patch, RFC 7396: absent fields stay, null clears, lists are replaced.")
                .Writes(resource.Plural)
                .Takes(Terms)
                .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(TResponse), [BodyReader.JsonType]))
                .ProducesProblems(resource.IsGuarded ? [404, 412, 428] : [404, 412]);

        public void Delete() =>
            group
                .MapDelete("/{id}", new DeleteRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Delete{_oneName}")
                .WithSummary($"Delete {Words.WithArticle(_kind)}")
                .WithDescription("Puts it into the trash, from which it can be undeleted until it is purged.")
                .Changes($"{resource.Plural}:delete")
                .WithMetadata(new ProducesResponseTypeMetadata(204, typeof(void)))
                .ProducesProblems(resource.IsGuarded ? [404, 412, 428] : [404, 412]);

        public void Undelete() =>
            group
                .MapPost("/{id}/undelete", new UndeleteRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Undelete{_oneName}")
                .WithSummary($"Undelete {Words.WithArticle(_kind)}")
                .WithDescription("Takes it out of the trash. One that is not in the trash stays as it is.")
                .Changes($"{resource.Plural}:delete")
                .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(TResponse), [BodyReader.JsonType]))
                .ProducesProblems(404);

        public void Upsert() =>
            group
                .MapPost("/upsert", new UpsertRecord<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Upsert{_oneName}")
                .WithSummary($"Create or update {Words.WithArticle(_kind)}")
                .WithDescription(
                    $"Looks for one that matches on {string.Join(", ", resource.Keys.Select(key => $"`{key.Name}`"))}, "
                        + "in the order given: none creates, one is updated like a merge patch, several change nothing."
                )
                .Writes(resource.Plural)
                .Takes(Terms)
                .WithMetadata(new MatchKeyNames([.. resource.Keys.Select(key => key.Name)]))
                .WithMetadata(
                    new ProducesResponseTypeMetadata(200, typeof(UpsertResponse<TResponse>), [BodyReader.JsonType])
                );

        public void Batch() =>
            group
                .MapPost("/batch", new BatchRecords<TEntity, TForm, TResponse>(resource).Handle)
                .WithName($"Batch{_manyName}")
                .WithSummary($"Create, update, upsert or delete many {_plural}")
                .WithDescription(
                    "Results come in the order of the operations. With `atomic` all are done or none; without it each stands "
                        + "alone and the answer is 207, whatever became of them."
                )
                .Writes(resource.Plural)
                .Takes(Terms)
                .WithMetadata(new BodyLimit(BatchRequest.MaxBytes))
                .WithMetadata(new ProducesResponseTypeMetadata(207, typeof(BatchResponse), [BodyReader.JsonType]));
    }
}
