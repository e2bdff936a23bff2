// Exchanges a code for a cookie. The code stands behind the #, which no browser sends anywhere.
const say = document.getElementById("say");
const field = document.getElementById("code");

async function signIn(code) {
    say.textContent = "Signing in…";
    try {
        const answer = await fetch("/api/sign-in", {
            method: "POST",
            headers: { "X-Cellect": "1", "Content-Type": "application/json" },
            body: JSON.stringify({ code }),
        });
        if (answer.ok) {
            location.replace("/");
            return;
        }
        const why = await answer.text();
        say.textContent = why.charAt(0).toUpperCase() + why.slice(1) + ":";
    } catch {
        say.textContent = "The service does not answer. Is this phone in its network?";
    }
}

const given = (text) => text.trim().split("#").pop().toUpperCase();
document.getElementById("go").addEventListener("click", () => signIn(given(field.value)));
field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") signIn(given(field.value));
});
if (location.hash.length > 1) {
    const code = given(location.hash);
    history.replaceState(null, "", location.pathname);
    signIn(code);
}
