using System.CommandLine;

namespace Crm.Cli.Attachments;

/// <summary>The arguments that name a file in the service.</summary>
internal static class AttachmentArguments
{
    public static Argument<string> Customer() =>
        new("customer") { Description = "Id or number of the customer it hangs on", HelpName = "CUSTOMER" };

    public static Argument<string> Attachment() =>
        new("attachment") { Description = "Id of the attachment, as `list` shows it", HelpName = "ATTACHMENT" };
}
