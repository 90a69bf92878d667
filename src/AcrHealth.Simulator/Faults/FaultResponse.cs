using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>Answers a request to a registry with a fault, by itself or through <paramref name="healthy"/>.</summary>
internal delegate Task FaultResponse(SimulatedRegistry registry, HttpContext http, RequestDelegate healthy);
