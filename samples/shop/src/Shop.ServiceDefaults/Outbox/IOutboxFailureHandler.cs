namespace Shop.ServiceDefaults.Outbox;

/// <summary>Told when a message is given up, so that the service can say so to whoever waits.</summary>
public interface IOutboxFailureHandler
{
    /// <summary>The message will not be delivered.</summary>
    void OnAbandoned(string kind, string subject, string reason);
}
