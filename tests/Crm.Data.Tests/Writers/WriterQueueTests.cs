using Crm.Api.Data;

namespace Crm.Data.Tests.Writers;

/// <summary>Who may write next on SQLite.</summary>
public sealed class WriterQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_has_time_lets_others_go_first_each_in_the_order_they_came()
    {
        var queue = new WriterQueue(Long);
        var first = await EnterAsync(queue, isPatient: true);
        var order = new List<string>();
        var waiting = new[] { "job 1", "single 1", "job 2", "single 2" }
            .Select(name => TakeTurnAsync(queue, name, order))
            .ToList();

        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["single 1", "single 2", "job 1", "job 2"], order);
    }

    [Fact]
    public async Task However_many_others_come_who_has_time_gets_a_turn()
    {
        var queue = new WriterQueue(Long);
        var first = await EnterAsync(queue, isPatient: false);
        var order = new List<string>();
        var waiting = Enumerable
            .Range(1, 20)
            .Select(number => $"single {number}")
            .Prepend("job")
            .Select(name => TakeTurnAsync(queue, name, order))
            .ToList();

        first.Dispose();
        await Task.WhenAll(waiting);

        Assert.InRange(order.IndexOf("job"), 1, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_gave_up_does_not_get_the_turn(bool isPatient)
    {
        var queue = new WriterQueue(Long);
        var first = await EnterAsync(queue, isPatient: false);
        using var end = new CancellationTokenSource();
        var gone = queue.EnterAsync(isPatient, end.Token).AsTask();
        var next = queue.EnterAsync(isPatient, CancellationToken.None).AsTask();

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.False(next.IsCompleted);
        first.Dispose();

        (await next).Dispose();
        (await EnterAsync(queue, isPatient)).Dispose();
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_so()
    {
        var queue = new WriterQueue(TimeSpan.FromMilliseconds(20));
        var first = await EnterAsync(queue, isPatient: false);

        await Assert.ThrowsAsync<DatabaseBusy>(() => EnterAsync(queue, isPatient: false));

        first.Dispose();
        (await EnterAsync(queue, isPatient: false)).Dispose();
    }

    [Fact]
    public async Task Under_any_coming_and_going_one_writes_at_a_time_and_all_who_stay_get_through()
    {
        var queue = new WriterQueue(Long);
        var (inside, most, through) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(() => ComeAsync(number))));

        Assert.Equal(1, most);
        Assert.InRange(through, 300, 400);
        (await EnterAsync(queue, isPatient: true)).Dispose();

        async Task ComeAsync(int number)
        {
            using var end = new CancellationTokenSource();
            if (number % 4 == 0)
            {
                end.CancelAfter(TimeSpan.FromMilliseconds(number % 7));
            }

            try
            {
                using var turn = await queue.EnterAsync(number % 3 == 0, end.Token);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                through++;
                Interlocked.Decrement(ref inside);
            }
            catch (OperationCanceledException)
            {
                // It left.
            }
        }
    }

    private static async Task<IDisposable> EnterAsync(WriterQueue queue, bool isPatient) =>
        await queue.EnterAsync(isPatient, CancellationToken.None);

    private static async Task TakeTurnAsync(WriterQueue queue, string name, List<string> order)
    {
        using var turn = await EnterAsync(queue, isPatient: name.StartsWith("job", StringComparison.Ordinal));
        order.Add(name);
    }
}
