using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Schedules;

/// <summary>
/// Hands what a schedule starts to whoever knows that kind of job. The members of <see cref="ScheduleStart"/> are called as the kinds are,
/// so that a further kind is a member there and a registration.
/// </summary>
internal sealed class ScheduleStarts(IServiceProvider services)
{
    public static JobKind KindOf(ScheduleStart start) => MemberOf(start).Kind;

    public Task CheckAsync(ScheduleStart start, Work work, CancellationToken cancellationToken) =>
        LocatedAsync(
            start,
            async (kind, options) =>
            {
                await kind.CheckAsync(options, work, cancellationToken);
                return true;
            }
        );

    public Task<Job> StartAsync(ScheduleStart start, Work work, CancellationToken cancellationToken) =>
        LocatedAsync(start, (kind, options) => kind.StartAsync(options, work, cancellationToken));

    /// <summary>Makes pointers into the options lead from the schedule.</summary>
    private async Task<T> LocatedAsync<T>(ScheduleStart start, Func<IScheduledStart, object, Task<T>> act)
    {
        var (kind, options) = MemberOf(start);
        try
        {
            return await act(services.GetRequiredKeyedService<IScheduledStart>(kind), options);
        }
        catch (RuleBroken broken)
        {
            throw new ProblemException(Locate(Problem.Of(broken), kind));
        }
        catch (ProblemException refused)
        {
            throw new ProblemException(Locate(refused.Problem, kind));
        }
    }

    private static Problem Locate(Problem problem, JobKind kind) =>
        problem.Relocate(pointer => $"/start/{EnumText<JobKind>.Of(kind)}/{pointer.TrimStart('/')}");

    private static (JobKind Kind, object Options) MemberOf(ScheduleStart start)
    {
        var given = Json.TypeInfo<ScheduleStart>().Properties.Single(member => member.Get!(start) is not null);
        return (EnumText<JobKind>.Parse(given.Name), given.Get!(start)!);
    }
}
