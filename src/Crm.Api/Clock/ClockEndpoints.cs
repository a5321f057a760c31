using System.ComponentModel.DataAnnotations;
using System.Xml;
using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Crm.Api.Schedules;

namespace Crm.Api.Clock;

/// <summary>The service's clock, and the route that moves it when it is a virtual one.</summary>
internal static class ClockEndpoints
{
    public static void AddCrmClock(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new ClockOptions();
        configuration.GetSection(ClockOptions.Section).Bind(options);
        services.AddSingleton(options.Virtual ? new VirtualClock(options.Start) : TimeProvider.System);
    }

    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        var clock = routes.MapGroup("/clock").WithTags("Clock");
        clock.MapGet("/", Get).WithName("GetClock").WithSummary("Get the service's time").Reads("clock");
        clock
            .MapPost("/", Set)
            .WithName("SetClock")
            .WithSummary("Set or move the virtual clock")
            .WithDescription(
                "Only with `Crm:Clock:Virtual=true`; otherwise 404. What comes due by it, such as schedules, is started before the answer."
            )
            .Requires("clock:write")
            .Takes()
            .ProducesProblems(400, 401, 403, 404, 413, 415, 422);
    }

    private static Answer<ClockResponse> Get(TimeProvider clock) => Answer.Ok(Describe(clock));

    private static async Task<Answer<ClockResponse>> Set(
        Body<ClockForm> body,
        TimeProvider clock,
        ScheduleFiring schedules,
        CancellationToken cancellationToken
    )
    {
        if (clock is not VirtualClock movable)
        {
            throw new ProblemException(Problem.Of(404, "clock-not-virtual", "This service runs on real time."));
        }

        movable.Set(Target(body.Value, movable.Now()));
        await schedules.FollowClockAsync(cancellationToken);
        return Answer.Ok(Describe(movable));
    }

    private static DateTimeOffset Target(ClockForm form, DateTimeOffset now)
    {
        if (form.Time is null == form.Advance is null)
        {
            throw RuleBroken.Invalid("clock-target", "Give either 'time' or 'advance'.", "/time");
        }

        try
        {
            return form.Time ?? now + XmlConvert.ToTimeSpan(form.Advance!);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw RuleBroken.Invalid("duration-invalid", "Expected an ISO 8601 duration such as P1DT2H.", "/advance");
        }
    }

    private static ClockResponse Describe(TimeProvider clock) =>
        new() { Time = clock.Now(), IsVirtual = clock is VirtualClock };
}

/// <summary>Where the virtual clock goes; exactly one of the two.</summary>
internal sealed class ClockForm
{
    /// <summary>To this moment.</summary>
    [Example("2026-02-01T09:00:00Z")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>Forward by this ISO 8601 duration.</summary>
    [StringLength(40)]
    public string? Advance { get; init; }
}

/// <summary>The service's time.</summary>
internal sealed class ClockResponse
{
    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset Time { get; init; }

    [Required]
    [Example(true)]
    public required bool IsVirtual { get; init; }
}
