namespace Crm.Api.Kernel;

/// <summary>A record that people name aloud: its number is unique for ever, trash included, and accepted wherever an id is.</summary>
internal interface INumbered
{
    string Number { get; }
}
