namespace Crm.Api.Http;

/// <summary>Ends the request with a problem, from wherever it is noticed.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
