using System.Text.RegularExpressions;
using Cellect.Testing;

namespace Cellect.Triggers.Tests.Core;

public partial class RecipeTests
{
    [Fact]
    public void Page_ItsRecipes_AreLegal()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "triggers.md"));
        var recipes = Recipe().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(5, recipes.Count);
        foreach (var recipe in recipes)
            Assert.Empty(Book.Try(recipe.Replace("\"tip\"", "\"left\"", StringComparison.Ordinal), ["scope"]).Mistakes);
    }

    [GeneratedRegex("```json recipe\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Recipe();
}
