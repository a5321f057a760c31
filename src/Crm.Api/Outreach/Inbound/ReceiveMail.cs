using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Outreach.Inbound;

/// <summary>Takes in a mail that came back.</summary>
internal static class ReceiveMail
{
    public static async Task<Answer<InboundResponse>> Handle(
        InboundUpload upload,
        Work work,
        InboundDesk desk,
        CancellationToken cancellationToken
    )
    {
        var response = await desk.TakeAsync(upload, work, cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(response);
    }
}
