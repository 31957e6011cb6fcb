using Aspire.Hosting.Kubernetes.Resources;
using DddAspire.DemoEnvironment.Clusters;

namespace DddAspire.Publishing;

/// <summary>The rights of the pod's account: what <see cref="ClusterPermissions"/> asks for before anything is changed, in our two namespaces and nowhere else.</summary>
internal static class InstallationRights
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string PartOf = "app.kubernetes.io/part-of";
    private static readonly string[] Changing = ["get", "list", "watch", "create", "update", "patch", "delete"];
    private static readonly string[] Looking = ["get", "list"];
    private static readonly string[] Applying = ["get", "patch"];

    /// <summary>The namespaces, and in each the rights; and the few in the cluster.</summary>
    /// <param name="account">The account's name, in the namespace that the chart is installed to.</param>
    public static IEnumerable<BaseKubernetesResource> Of(string account)
    {
        var subject = new SubjectV1 { Kind = "ServiceAccount", Name = account, Namespace = "{{ .Release.Namespace }}" };
        // Aspire names the files of a chart by the objects' names alone, whatever their kind: so no two are the same.
        yield return ClusterRights($"{account}-cluster-role");
        yield return new ClusterRoleBinding
        {
            Metadata = { Name = $"{account}-cluster-role-binding" },
            RoleRef = Reference("ClusterRole", $"{account}-cluster-role"),
            Subjects = { subject },
        };
        foreach (var target in ClusterPermissions.Needed.Where(permission => permission.Namespace is not null).GroupBy(permission => permission.Namespace!))
        {
            yield return new Namespace { Metadata = { Name = target.Key, Labels = { [PartOf] = "ddd" } }, Spec = null! };
            yield return NamespaceRights($"{account}-role-{target.Key}", target);
            yield return new RoleBinding
            {
                Metadata = { Name = $"{account}-role-binding-{target.Key}", Namespace = target.Key },
                RoleRef = Reference("Role", $"{account}-role-{target.Key}"),
                Subjects = { subject },
            };
        }
    }

    private static ClusterRole ClusterRights(string name)
    {
        var role = new ClusterRole { Metadata = { Name = name } };
        foreach (var needed in ClusterPermissions.Needed.Where(permission => permission.Namespace is null).GroupBy(permission => permission.Resource))
        {
            role.Rules.Add(Rule(needed.Key, [.. needed.Select(permission => permission.Verb).Union(needed.Key.Contains('/', StringComparison.Ordinal) ? Applying : Looking)]));
        }

        return role;
    }

    private static Role NamespaceRights(string name, IGrouping<string, ClusterPermissions.Permission> target)
    {
        var role = new Role { Metadata = { Name = name, Namespace = target.Key } };
        foreach (var permission in target)
        {
            // Who hands on rights must have them or may escalate: the pipeline's are handed on.
            role.Rules.Add(Rule(permission.Resource, permission.Resource.StartsWith("roles.", StringComparison.Ordinal) ? [.. Changing, "escalate", "bind"] : Changing));
        }

        return role;
    }

    private static PolicyRuleV1 Rule(string resource, string[] verbs)
    {
        var (kind, name) = resource.Split('/') is [var before, var after] ? (before, after) : (resource, null);
        var rule = new PolicyRuleV1();
        rule.ApiGroups.Add(kind.Contains('.', StringComparison.Ordinal) ? kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..] : "");
        rule.Resources.Add(kind.Split('.')[0]);
        rule.ResourceNames.AddRange(name is null ? [] : [name]);
        rule.Verbs.AddRange(verbs);
        return rule;
    }

    private static RoleRefV1 Reference(string kind, string name) => new() { Kind = kind, Name = name, ApiGroup = Group };
}
