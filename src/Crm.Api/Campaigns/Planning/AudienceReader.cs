using System.Runtime.CompilerServices;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Planning;

/// <summary>Reads the customers of an audience page by page, with where they are reached and what they had; each table once per page.</summary>
/// <param name="work">Whose snapshot all of it is read from.</param>
/// <param name="audience">Who is meant.</param>
/// <param name="hasPast">Whether anybody had a message of the campaign.</param>
internal sealed class AudienceReader(Work work, CampaignAudienceQuery audience, bool hasPast)
{
    private const int PageSize = 1000;

    private Campaign Campaign => audience.Campaign;

    public async IAsyncEnumerable<IReadOnlyList<Recipient>> PagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = Guid.Empty;
        List<Recipient> page;
        do
        {
            page = await ReadAsync(after, cancellationToken);
            if (page.Count > 0)
            {
                yield return page;
                after = page[^1].CustomerId;
            }
        } while (page.Count == PageSize);
    }

    private async Task<List<Recipient>> ReadAsync(Guid after, CancellationToken cancellationToken)
    {
        var customers = audience
            .Customers.Where(customer => customer.Id > after)
            .OrderBy(customer => customer.Id)
            .Take(PageSize);
        var page = await RecipientsAsync(customers, cancellationToken);
        if (page.Count > 0)
        {
            var along = new AlongIds(page.ConvertAll(recipient => recipient.CustomerId));
            await AddPlacesAsync(page, along, cancellationToken);
            await AddDatesAsync(page, along, cancellationToken);
            await RemoveUnfitStepsAsync(page, along, cancellationToken);
            if (hasPast)
            {
                await AddPastAsync(page, along, cancellationToken);
            }
        }

        return page;
    }

    private async Task<List<Recipient>> RecipientsAsync(
        IQueryable<Customer> customers,
        CancellationToken cancellationToken
    )
    {
        var page = new List<Recipient>(PageSize);
        // Each column of a million rows takes its time, so what the campaign does not go by is left out.
        var goesByPerson =
            Campaign.QuietFrom is not null
            || Campaign.Steps.Exists(step => step.AnchorField == CustomerDates.BirthDate);
        IQueryable columns = goesByPerson
            ? customers.Select(customer => new
            {
                customer.Id,
                customer.Version,
                customer.TimeZone,
                customer.BirthDate,
            })
            : customers.Select(customer => new { customer.Id, customer.Version });
        await work.Rows.ForEachAsync(
            columns,
            row =>
                page.Add(
                    new Recipient
                    {
                        CustomerId = row.Id(0),
                        Version = row.Number(1),
                        TimeZone = goesByPerson ? row.TextOrNull(2) : null,
                        BirthDate = goesByPerson ? row.DateOrNull(3) : null,
                    }
                ),
            cancellationToken
        );
        return page;
    }

    private Task AddPlacesAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken) =>
        Campaign.Channel == OutreachChannel.Letter
            ? AddPostalPlacesAsync(page, along, cancellationToken)
            : AddPointsAsync(page, along, cancellationToken);

    private Task AddPointsAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken)
    {
        ContactChannel[] channels = [.. Campaign.Channel.ContactPoints()];
        var best = channels[0];
        var chosen = new (bool IsBest, bool IsPrimary)[page.Count];
        var points = along
            .Among(work.Db.Set<ContactPoint>(), point => point.ParentId)
            .Where(point => channels.Contains(point.Channel))
            .OrderBy(point => point.ParentId)
            .ThenBy(point => point.Position)
            .Select(point => new
            {
                point.ParentId,
                point.Normalized,
                point.IsValid,
                IsBest = point.Channel == best,
                point.IsPrimary,
            });
        return along.DealAsync(
            work.Rows,
            points,
            (index, point) =>
            {
                var recipient = page[index];
                if (point.TextOrNull(1) is not { } key || point.FlagOrNull(2) == false)
                {
                    recipient.HasInvalidPlace = true;
                    return;
                }

                var rank = (IsBest: point.Flag(3), IsPrimary: point.Flag(4));
                if (recipient.AddressKey is null || rank.CompareTo(chosen[index]) > 0)
                {
                    recipient.AddressKey = key;
                    chosen[index] = rank;
                }
            },
            cancellationToken
        );
    }

    private Task AddPostalPlacesAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken)
    {
        var addresses = along
            .Among(work.Db.Set<Address>(), address => address.ParentId)
            .AsNoTracking()
            .OrderBy(address => address.ParentId)
            .ThenByDescending(address => address.IsPrimary)
            .ThenBy(address => address.Position);
        return along.DealAsync(
            addresses,
            address => address.ParentId,
            (index, address) =>
            {
                var line = OutreachAddress.LineOf(address);
                if (
                    address.IsValid == false
                    || OutreachAddress.KeyOf(OutreachChannel.Letter, line, country: null) is not { } key
                )
                {
                    page[index].HasInvalidPlace = true;
                    return;
                }

                page[index].AddressKey ??= key;
            },
            cancellationToken
        );
    }

    private async Task AddDatesAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken)
    {
        foreach (var field in Campaign.Steps.Select(step => step.AnchorField).OfType<string>().Distinct())
        {
            if (CustomerDates.AttributeOf(field) is not { } key)
            {
                continue;
            }

            var dates = along
                .Among(work.Db.Set<AttributeValue<Customer>>(), value => value.ParentId)
                .Where(value => value.Key == key && value.Date != null)
                .OrderBy(value => value.ParentId)
                .Select(value => new { value.ParentId, Date = value.Date!.Value });
            await along.DealAsync(
                dates,
                date => date.ParentId,
                (index, date) => (page[index].Dates ??= [])[field] = date.Date,
                cancellationToken
            );
        }
    }

    private async Task RemoveUnfitStepsAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken)
    {
        foreach (var (step, fits) in audience.StepConditions)
        {
            page.ForEach(recipient => (recipient.UnfitSteps ??= []).Add(step));
            var fitting = along
                .Among(work.Query<Customer>(), customer => customer.Id)
                .Where(fits)
                .OrderBy(customer => customer.Id)
                .Select(customer => customer.Id);
            await along.DealAsync(
                fitting,
                id => id,
                (index, _) => page[index].UnfitSteps!.Remove(step),
                cancellationToken
            );
        }
    }

    private Task AddPastAsync(List<Recipient> page, AlongIds along, CancellationToken cancellationToken)
    {
        var past = along
            .Among(work.Db.Set<Message>(), message => message.CustomerId)
            .Where(message => message.CampaignId == Campaign.Id)
            .OrderBy(message => message.CustomerId)
            .Select(message => new
            {
                message.CustomerId,
                Past = new PastMessage(
                    message.Step,
                    message.Occurrence,
                    message.State,
                    message.SendTime,
                    message.BounceTime != null || message.ReplyTime != null || message.OptOutTime != null
                ),
            });
        return along.DealAsync(
            past,
            message => message.CustomerId,
            (index, message) => page[index].Had(message.Past),
            cancellationToken
        );
    }
}
