using Crm.Api.Data;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.DedupeDecisions;

/// <summary>What each verb of a decision begins and ends with.</summary>
internal sealed class DedupeDecisionVerb(DedupeDecisionResource resource, Work work, IOptions<DatabaseOptions> options)
    : RecordVerb<DedupeDecision, DedupeDecisionForm, DedupeDecisionResponse>(resource, work, options);
