using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace DddAspire.DemoRunner.Html;

/// <summary>Razor components as text: rendered once, without a circuit and without a server, for a page that is sent and for a file that is mailed.</summary>
internal static class RazorHtml
{
    /// <summary>Renders a component.</summary>
    /// <param name="parameters">Its parameters by name.</param>
    public static async Task<string> RenderAsync<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
