using DddAspire.LoadBenchServer;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var stall = StallRule.From(builder.Configuration);
var app = builder.Build();
app.Use(stall.HoldAsync);
app.MapGet("/", () => TypedResults.Text("as small as an answer can be"));
app.MapQuotes();
await app.RunAsync();
