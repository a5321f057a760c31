namespace Crm.TestKit;

/// <summary>The moments at which a mail sink can be told to do something of its own.</summary>
public enum SinkStep
{
    Connected,
    Hello,
    StartTls,
    Auth,
    Sender,
    Recipient,
    Data,

    /// <summary>Some of a mail has come, and not its end.</summary>
    ContentBegun,

    /// <summary>A mail has come whole and awaits the answer.</summary>
    ContentEnded,
    Reset,
    Noop,
    Quit,
}
