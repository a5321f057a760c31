using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Teams;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Users;

/// <summary>Users as a resource.</summary>
internal sealed class UserResource(TeamResource teams) : Resource<User, UserForm, UserResponse>
{
    private static readonly TreeLink<User> Manager = new(user => user.ManagerId);

    public override string Kind => "user";

    public override string Plural => "users";

    public override FieldTable<User> Fields { get; } =
        new FieldTable<User>()
            .Id("id", user => user.Id)
            .Text("name", user => user.Name, user => user.NameSort)
            .Text("email", user => user.Email, literal: Normaliser.Email)
            .Flag("isActive", user => user.IsActive)
            .Id("teamId", user => user.TeamId)
            .Id("managerId", user => user.ManagerId)
            .Text("language", user => user.Language)
            .Text("timeZone", user => user.TimeZone)
            .Many("externalIds", user => user.ExternalIds, ExternalIds.Fields<User>())
            .Time("createTime", user => user.CreateTime)
            .Time("updateTime", user => user.UpdateTime)
            .Time("deleteTime", user => user.DeleteTime);

    public override IReadOnlyList<MatchKey<User, UserForm>> Keys { get; } =
    [
        ExternalIds.Key<User, UserForm>(user => user.ExternalIds, form => form.ExternalIds),
        MatchKey.Of<User, UserForm>(
            "email",
            form => form.Email is { } email ? Normaliser.Email(email) : null,
            user => user.Email!
        ),
        MatchKey.OfName<User, UserForm>(form => form.Name?.Trim(), user => user.Name, user => user.NameSort),
    ];

    public override IReadOnlyList<Expansion<UserResponse>> Expansions =>
        [
            Expansion.Of<UserResponse, Team, TeamForm, TeamResponse>(
                "team",
                user => user.TeamId,
                () => teams,
                (user, team) => user.Team = team
            ),
            Expansion.Of<UserResponse, User, UserForm, UserResponse>(
                "manager",
                user => user.ManagerId,
                () => this,
                (user, manager) => user.Manager = manager
            ),
        ];

    public override IQueryable<User> WithParts(IQueryable<User> query) => query.Include(user => user.ExternalIds);

    public override UserForm ToForm(User entity) =>
        new()
        {
            Name = entity.Name,
            Email = entity.Email,
            IsActive = entity.IsActive,
            TeamId = entity.TeamId,
            ManagerId = entity.ManagerId,
            Language = entity.Language,
            TimeZone = entity.TimeZone,
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };

    public override UserResponse ToResponse(User entity)
    {
        var response = new UserResponse
        {
            Name = entity.Name,
            Email = entity.Email,
            IsActive = entity.IsActive,
            TeamId = entity.TeamId,
            ManagerId = entity.ManagerId,
            Language = entity.Language,
            TimeZone = entity.TimeZone,
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(User entity, UserForm form, Work work, CancellationToken cancellationToken)
    {
        await References.CheckAsync<Team>(work, entity.TeamId, form.TeamId, "/teamId", cancellationToken);
        await References.CheckTreeAsync<User>(
            work,
            entity.Id,
            entity.ManagerId,
            form.ManagerId,
            Manager,
            "/managerId",
            cancellationToken
        );
        entity.NameIt(form.Name!);
        entity.ReachBy(form.Email);
        entity.IsActive = form.IsActive ?? true;
        entity.TeamId = form.TeamId;
        entity.ManagerId = form.ManagerId;
        entity.Language = form.Language;
        entity.TimeZone = form.TimeZone;
        ExternalIds.Fill(entity.ExternalIds, form.ExternalIds);
    }
}
