namespace Crm.Api.Campaigns.Planning;

/// <summary>Which messages of a campaign a customer is due to get at a moment, by what the customer had before and the customer's dates.</summary>
/// <param name="steps">In their order.</param>
/// <param name="now">The moment.</param>
/// <param name="today">Its day, where the campaign is.</param>
internal sealed class StepCalendar(IReadOnlyList<CampaignStep> steps, DateTimeOffset now, DateOnly today)
{
    /// <summary>The messages that are due.</summary>
    /// <param name="past">What the customer had of this campaign.</param>
    /// <param name="dateOf">The customer's date by the name of its field; null when there is none.</param>
    public IEnumerable<DueMessage> Due(IReadOnlyList<PastMessage> past, Func<string, DateOnly?> dateOf)
    {
        // Who answered, said no or could not be reached hears no more of it.
        if (past.Any(message => message.HasEnded))
        {
            yield break;
        }

        for (var index = 0; index < steps.Count; index++)
        {
            if (DueOccurrence(index, past, dateOf) is { } occurrence)
            {
                var due = new DueMessage(index + 1, occurrence);
                if (!past.Any(message => message.IsFinal && new DueMessage(message.Step, message.Occurrence) == due))
                {
                    yield return due;
                }
            }
        }
    }

    private int? DueOccurrence(int index, IReadOnlyList<PastMessage> past, Func<string, DateOnly?> dateOf)
    {
        var step = steps[index];
        if (step.AnchorField is { } field)
        {
            return dateOf(field) is { } date ? OccurrenceAround(step, date) : null;
        }

        return index == 0 || past.Any(message => IsFollowed(message, index, step.AfterDays)) ? 0 : null;
    }

    private bool IsFollowed(PastMessage message, int step, int days) =>
        message.Step == step && message.WasDelivered && message.SendTime?.AddDays(days) <= now;

    /// <summary>The occurrence whose day is today, or was so short a time ago that it may still be made up for.</summary>
    private int? OccurrenceAround(CampaignStep step, DateOnly date)
    {
        var offset = step.AnchorOffset is { } text ? DateOffset.Parse(text)!.Value : default;
        if (!step.IsYearly)
        {
            return IsDue(offset.From(date), step) ? 0 : null;
        }

        // The day may fall into another year than the date it is reckoned from; a birthday is not before the birth.
        for (var year = Math.Max(date.Year, today.Year - 1); year <= today.Year + 1; year++)
        {
            if (IsDue(offset.From(date.AddYears(year - date.Year)), step))
            {
                return year;
            }
        }

        return null;
    }

    private bool IsDue(DateOnly day, CampaignStep step) =>
        day <= today && today.DayNumber - day.DayNumber <= step.GraceDays;
}
