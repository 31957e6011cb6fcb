using NATS.Client.Core;

namespace DddAspire.IntegrationServer.Messaging;

/// <summary>A question under way: the subject the answer comes to, and the first answer that came.</summary>
internal sealed class PendingReply(string subject, Action<PendingReply> close) : IDisposable
{
    private readonly TaskCompletionSource<NatsMsg<byte[]>> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Subject { get; } = subject;

    public Task<NatsMsg<byte[]>> Answered => answered.Task;

    public void Answer(NatsMsg<byte[]> message) => answered.TrySetResult(message);

    public void Dispose() => close(this);
}
