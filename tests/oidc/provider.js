// An OpenID Connect provider on loopback for the tests of login: node provider.js <port> <redirect address>.
// Accounts are named by what they may do; the groups stand in the identity token, as Entra ID puts them there.
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const GROUPS = {
  lasare: ["11111111-0000-0000-0000-000000000001"],
  medlem: ["11111111-0000-0000-0000-000000000002"],
  objektledare: ["11111111-0000-0000-0000-000000000003"],
  objektagare: ["11111111-0000-0000-0000-000000000004"],
  administrator: ["11111111-0000-0000-0000-000000000005"],
  ingen: ["99999999-0000-0000-0000-000000000000"],
};

// The provider's own pages ask for fonts from another host, so these stand in for them.
const page = (content) => `<!doctype html><html lang="sv"><title>Logga in</title><link rel="icon" href="data:,">${content}</html>`;
async function logoutSource(context, form) {
  context.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Ja, logga ut</button>`);
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "prioritering",
      client_secret: "bara-for-test",
      redirect_uris: [redirect],
      post_logout_redirect_uris: [redirect],
    },
  ],
  claims: { openid: ["sub", "groups"], profile: ["name"], email: ["email"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["bara-for-test"] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource } },
  interactions: { url: (context, interaction) => `/logga-in/${interaction.uid}` },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, groups: GROUPS[id] ?? [], name: id, email: `${id}@example.org` }),
  }),
  loadExistingGrant: async (context) => {
    const { client, session } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith("/logga-in/")) return next();
  const account = context.query.konto;
  if (!account) {
    context.body = page('<form><label>Konto <input name="konto"></label><button>Logga in</button></form>');
    return undefined;
  }
  const result = { login: { accountId: String(account) } };
  context.respond = false;
  return provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
});

provider.listen(Number(port), "127.0.0.1", () => console.log("redo"));
