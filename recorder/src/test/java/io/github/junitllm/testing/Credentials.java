package io.github.junitllm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Credentials made up at run time, so that no scanner of repositories takes them for real. */
public final class Credentials {

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String ALNUM = LOWER + LOWER.toUpperCase(java.util.Locale.ROOT) + DIGITS;

    private final Random random;

    /** Makes the same ones for the same seed. */
    public Credentials(long seed) {
        random = new Random(seed);
    }

    /**
     * A credential and what kind it is of.
     *
     * @param kind name for people
     * @param written as it stands in a text, for example in a URL
     * @param secret what must not be stored
     */
    public record Credential(String kind, String written, String secret) {}

    /** Returns one credential of each kind that is known by its format. */
    public List<Credential> ofEachKind() {
        List<Credential> all = new ArrayList<>();
        add(all, "OpenAI", "sk-", ALNUM, 48);
        add(all, "OpenAI project", "sk-proj-", ALNUM + "_-", 120);
        add(all, "OpenAI service account", "sk-svcacct-", ALNUM + "_-", 110);
        add(all, "OpenAI admin", "sk-admin-", ALNUM, 64);
        add(all, "Anthropic", "sk-ant-api03-", ALNUM + "_-", 95);
        add(all, "OpenRouter", "sk-or-v1-", "abcdef" + DIGITS, 64);
        add(all, "DeepSeek", "sk-", "abcdef" + DIGITS, 32);
        add(all, "Google API", "AIzaSy", ALNUM + "_-", 33);
        add(all, "Google OAuth", "ya29.a0", ALNUM + "_-", 150);
        add(all, "Google client secret", "GOCSPX-", ALNUM + "_-", 28);
        add(all, "Groq", "gsk_", ALNUM, 52);
        add(all, "xAI", "xai-", ALNUM, 80);
        add(all, "Hugging Face", "hf_", ALNUM, 34);
        add(all, "Replicate", "r8_", ALNUM, 37);
        add(all, "Perplexity", "pplx-", ALNUM, 48);
        add(all, "Cerebras", "csk-", LOWER + DIGITS, 48);
        add(all, "NVIDIA", "nvapi-", ALNUM + "_-", 64);
        add(all, "GitHub", "ghp_", ALNUM, 36);
        add(all, "GitHub fine-grained", "github_pat_", ALNUM, 82);
        add(all, "GitLab", "glpat-", ALNUM + "_-", 20);
        add(all, "Slack", "xoxb-", DIGITS + "-" + ALNUM, 50);
        webhook(all);
        add(all, "AWS key id", "AKIA", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
        named(all, "AWS secret", "aws_secret_access_key = ", ALNUM + "+/", 40);
        named(all, "Azure storage", "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=", ALNUM + "+/", 86);
        named(all, "Azure SAS", "https://x.blob.core.windows.net/c?sv=2024&sig=", ALNUM, 44);
        add(all, "Stripe", "sk_live_", ALNUM, 24);
        add(all, "Twilio", "SK", "abcdef" + DIGITS, 32);
        add(all, "SendGrid", "SG." + some(ALNUM, 22) + ".", ALNUM, 43);
        add(all, "npm", "npm_", ALNUM, 36);
        add(all, "PyPI", "pypi-AgEIcHlwaS5vcmc", ALNUM + "_-", 120);
        add(all, "Databricks", "dapi", "abcdef" + DIGITS, 32);
        add(all, "HashiCorp Vault", "hvs.", ALNUM, 90);
        add(all, "JSON Web Token", "eyJhbGciOiJIUzI1NiJ9.eyJ" + some(ALNUM, 60) + ".", ALNUM, 43);
        named(all, "bearer", "Authorization: Bearer ", ALNUM, 40);
        String pair = Base64.getEncoder().encodeToString(("user:" + some(ALNUM, 14)).getBytes(UTF_8));
        all.add(new Credential("basic", "Authorization: Basic " + pair, pair.replace("=", "")));
        String password = some(ALNUM, 16);
        all.add(new Credential("password in a URL", "postgres://app:" + password + "@db.internal/x", password));
        named(all, "password", "password: ", ALNUM, 14);
        named(all, "API key in the environment", "MISTRAL_API_KEY=", ALNUM, 32);
        String body = some(ALNUM, 200);
        String pem = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + body + "\n-----END RSA " + "PRIVATE KEY-----";
        all.add(new Credential("private key", pem, body));
        return all;
    }

    private void add(List<Credential> all, String kind, String start, String alphabet, int length) {
        String secret = start + some(alphabet, length - 1) + "7";
        all.add(new Credential(kind, secret, secret));
    }

    private void named(List<Credential> all, String kind, String before, String alphabet, int length) {
        String secret = some(alphabet, length - 2) + "a7";
        all.add(new Credential(kind, before + secret, secret));
    }

    private void webhook(List<Credential> all) {
        String secret = "T" + some("ABCDEF" + DIGITS, 8) + "/B" + some("ABCDEF" + DIGITS, 8) + "/" + some(ALNUM, 24);
        all.add(new Credential("Slack webhook", "https://hooks.slack.com/services/" + secret, secret));
    }

    /** Returns random characters of an alphabet. */
    public String some(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            // Nothing that ends or begins with a separator is a key.
            text.append(i == 0 && !Character.isLetterOrDigit(c) ? 'x' : c);
        }
        return text.toString();
    }
}
