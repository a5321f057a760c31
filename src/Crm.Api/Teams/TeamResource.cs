using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Teams;

/// <summary>Teams as a resource.</summary>
internal sealed class TeamResource : Resource<Team, TeamForm, TeamResponse>
{
    private static readonly TreeLink<Team> Parent = new(team => team.ParentId);

    public override string Kind => "team";

    public override string Plural => "teams";

    public override FieldTable<Team> Fields { get; } =
        new FieldTable<Team>()
            .Id("id", team => team.Id)
            .Text("name", team => team.Name, team => team.NameSort)
            .Text("description", team => team.Description)
            .Id("parentId", team => team.ParentId)
            .Time("createTime", team => team.CreateTime)
            .Time("updateTime", team => team.UpdateTime)
            .Time("deleteTime", team => team.DeleteTime);

    public override IReadOnlyList<MatchKey<Team, TeamForm>> Keys { get; } =
    [MatchKey.OfName<Team, TeamForm>(form => form.Name?.Trim(), team => team.Name, team => team.NameSort)];

    public override IReadOnlyList<Expansion<TeamResponse>> Expansions =>
        [
            Expansion.Of<TeamResponse, Team, TeamForm, TeamResponse>(
                "parent",
                team => team.ParentId,
                () => this,
                (team, parent) => team.Parent = parent
            ),
        ];

    public override TeamForm ToForm(Team entity) =>
        new()
        {
            Name = entity.Name,
            Description = entity.Description,
            ParentId = entity.ParentId,
        };

    public override TeamResponse ToResponse(Team entity)
    {
        var response = new TeamResponse
        {
            Name = entity.Name,
            Description = entity.Description,
            ParentId = entity.ParentId,
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(Team entity, TeamForm form, Work work, CancellationToken cancellationToken)
    {
        await References.CheckTreeAsync<Team>(
            work,
            entity.Id,
            entity.ParentId,
            form.ParentId,
            Parent,
            "/parentId",
            cancellationToken
        );
        entity.NameIt(form.Name!);
        entity.Description = form.Description;
        entity.ParentId = form.ParentId;
    }
}
