package io.github.junitllm.redact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The known key formats, each with a name. Starts and lengths as their owners publish them. */
final class KeyFormats {

    /**
     * Where a key may begin: after no letter or digit, or after an escape in JSON text, whose last character only looks
     * like one.
     */
    static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf])|(?<=\\\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2}))";

    private static final String WORD = "[A-Za-z0-9_-]";
    private static final String ALNUM = "[A-Za-z0-9]";
    private static final String HEX = "[0-9a-fA-F]";
    private static final String NO_MORE = "(?![A-Za-z0-9])";

    private static final Set<String> EXAMPLES = Set.of("password", "passwd", "pass", "pwd", "secret", "pw", "token");

    static final List<KeyFormat> ALL = all();

    private KeyFormats() {}

    private static List<KeyFormat> all() {
        List<KeyFormat> all = new ArrayList<>();
        models(all);
        code(all);
        clouds(all);
        services(all);
        general(all);
        return List.copyOf(all);
    }

    private static void models(List<KeyFormat> all) {
        // The names first: of two that match at one place the earlier one stands in messages.
        all.add(sk("OpenAI project key", "sk-proj-"));
        all.add(sk("OpenAI service account key", "sk-svcacct-"));
        all.add(sk("OpenAI admin key", "sk-admin-"));
        all.add(sk("Anthropic key", "sk-ant-"));
        all.add(sk("OpenRouter key", "sk-or-"));
        // A digit, since class names in style sheets start like keys.
        all.add(KeyFormat.at(
                "sk- key (OpenAI, DeepSeek, ...)", "sk-", "sk-(?=[A-Za-z_-]{0,60}+[0-9])" + WORD + "{20,}+"));
        all.add(KeyFormat.at("Google API key", "AIza", "AIza" + WORD + "{33,}+"));
        all.add(KeyFormat.at("Google OAuth token", "ya29.", "ya29\\.[A-Za-z0-9_.-]{20,}+"));
        all.add(KeyFormat.at("Google OAuth refresh token", "1//0", "1//0" + WORD + "{30,}+"));
        all.add(KeyFormat.startingWith("Google OAuth client secret", "GOCSPX-", WORD + "{20,}+"));
        all.add(KeyFormat.startingWith("Groq key", "gsk_", ALNUM + "{32,}+"));
        all.add(KeyFormat.startingWith("xAI key", "xai-", ALNUM + "{32,}+"));
        all.add(KeyFormat.startingWith("Hugging Face token", "hf_", ALNUM + "{30,}+"));
        all.add(KeyFormat.startingWith("Replicate token", "r8_", ALNUM + "{30,}+"));
        all.add(KeyFormat.startingWith("Perplexity key", "pplx-", ALNUM + "{32,}+"));
        all.add(KeyFormat.startingWith("Cerebras key", "csk-", ALNUM + "{32,}+"));
        all.add(KeyFormat.startingWith("Fireworks key", "fw_", ALNUM + "{20,}+"));
        all.add(KeyFormat.startingWith("NVIDIA key", "nvapi-", WORD + "{40,}+"));
        all.add(KeyFormat.startingWith("Together key", "tgp_v1_", WORD + "{30,}+"));
        all.add(KeyFormat.startingWith("Voyage key", "pa-", WORD + "{40,}+"));
        all.add(KeyFormat.startingWith("Pinecone key", "pcsk_", "[A-Za-z0-9_]{30,}+"));
        all.add(KeyFormat.startingWith("Jina key", "jina_", ALNUM + "{40,}+"));
        all.add(KeyFormat.startingWith("Tavily key", "tvly-", WORD + "{20,}+"));
        all.add(KeyFormat.startingWith("ElevenLabs key", "sk_", HEX + "{48}" + NO_MORE));
        all.add(KeyFormat.at("LangSmith key", "lsv2_", "lsv2_(?:pt|sk)_" + HEX + "{32}_" + HEX + "{10}"));
        all.add(KeyFormat.at("Langfuse key", "sk-lf-", "sk-lf-" + HEX + "{8}-[0-9a-fA-F-]{27}"));
    }

    private static KeyFormat sk(String kind, String start) {
        return KeyFormat.startingWith(kind, start, WORD + "{20,}+");
    }

    private static void code(List<KeyFormat> all) {
        all.add(KeyFormat.at("GitHub token", "ghp_|gho_|ghu_|ghs_|ghr_", "gh[pousr]_" + ALNUM + "{36,}+"));
        all.add(KeyFormat.startingWith("GitHub fine-grained token", "github_pat_", "[A-Za-z0-9_]{40,}+"));
        all.add(KeyFormat.at(
                "GitLab token",
                "glpat-|glptt-|gldt-|glrt-|glcbt-|glft-|glsoat-|glagent-|gloas-|glimt-",
                "gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|oas|imt)-[A-Za-z0-9_.-]{20,}+"));
        all.add(KeyFormat.startingWith("npm token", "npm_", ALNUM + "{36,}+"));
        all.add(KeyFormat.startingWith("PyPI token", "pypi-", WORD + "{50,}+"));
        all.add(KeyFormat.startingWith("RubyGems key", "rubygems_", HEX + "{48}"));
        all.add(KeyFormat.startingWith("NuGet key", "oy2", "[a-z0-9]{43}" + NO_MORE));
        all.add(KeyFormat.at("Docker token", "dckr_", "dckr_(?:pat|oat)_" + WORD + "{20,}+"));
        all.add(KeyFormat.startingWith("Postman key", "PMAK-", "[0-9a-f]{24}-[0-9a-f]{34}"));
        all.add(KeyFormat.startingWith("Atlassian token", "ATATT3", "[A-Za-z0-9_=-]{50,}+"));
        all.add(KeyFormat.startingWith("Linear key", "lin_api_", ALNUM + "{32,}+"));
        all.add(KeyFormat.at("Sentry token", "sntry", "sntry[su]_[A-Za-z0-9_+/=-]{40,}+"));
    }

    private static void clouds(List<KeyFormat> all) {
        String awsId = "(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}" + NO_MORE;
        all.add(KeyFormat.at("AWS access key id", "AKIA|ASIA|ABIA|ACCA", awsId));
        // Beside its id a secret is told from any other 40 characters.
        all.add(KeyFormat.at(
                "AWS secret access key",
                "AKIA|ASIA|ABIA|ACCA",
                awsId + "[^A-Za-z0-9+/][\\s\\S]{0,80}?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])"));
        all.add(KeyFormat.startingWith("Amazon Bedrock key", "ABSK", "[A-Za-z0-9+/]{60,}+=*+"));
        all.add(KeyFormat.anyCase(
                "Azure key",
                "accountkey=|sharedaccesskey=",
                "(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{30,}+={0,2})",
                key -> true));
        all.add(KeyFormat.of("Azure OpenAI key", "JQQJ99", START + ALNUM + "{40,60}JQQJ99" + ALNUM + "{10,40}+"));
        all.add(KeyFormat.of("Azure client secret", "Q~", START + "[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}"));
        all.add(KeyFormat.of("Azure shared access signature", "sig=", "[?&;]sig=([A-Za-z0-9%+/_-]{30,}+=*+)"));
        all.add(KeyFormat.startingWith("Databricks token", "dapi", "[0-9a-f]{32}(?:-[0-9])?" + NO_MORE));
        all.add(KeyFormat.of("DigitalOcean token", "_v1_", START + "do[opr]_v1_[a-f0-9]{64}"));
        all.add(KeyFormat.at("HashiCorp Vault token", "hvs.|hvb.", "hv[sb]\\." + WORD + "{24,}+"));
        all.add(KeyFormat.of("Terraform token", ".atlasv1.", START + ALNUM + "{14}\\.atlasv1\\." + WORD + "{60,}+"));
        all.add(KeyFormat.at("Grafana token", "glsa_|glc_", "(?:glsa|glc)_[A-Za-z0-9_+/=]{32,}+"));
        all.add(KeyFormat.at("Supabase key", "sbp_|sb_secret_", "(?:sbp_|sb_secret_)" + WORD + "{20,}+"));
        all.add(KeyFormat.at("PlanetScale token", "pscale_", "pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,}+"));
        all.add(KeyFormat.startingWith("Doppler token", "dp.pt.", ALNUM + "{40,}+"));
    }

    private static void services(List<KeyFormat> all) {
        all.add(KeyFormat.at("Slack token", "xox", "xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,}+"));
        all.add(KeyFormat.startingWith("Slack app token", "xapp-", "[A-Za-z0-9-]{20,}+"));
        all.add(KeyFormat.of(
                "Slack webhook",
                "hooks.slack.com",
                "hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-Za-z0-9+/]{20,}+)"));
        all.add(KeyFormat.of("Discord webhook", "/api/webhooks/", "/api/webhooks/[0-9]{10,25}/(" + WORD + "{40,}+)"));
        all.add(KeyFormat.of("Telegram bot token", ":AA", START + "[0-9]{8,10}:AA" + WORD + "{32,}+"));
        all.add(KeyFormat.at(
                "Stripe key", "sk_live_|sk_test_|rk_live_|rk_test_", "(?:sk|rk)_(?:live|test)_" + ALNUM + "{16,}+"));
        all.add(KeyFormat.startingWith("webhook signing secret", "whsec_", "[A-Za-z0-9+/]{24,}+=*+"));
        all.add(KeyFormat.startingWith("Twilio key", "SK", "[0-9a-f]{32}" + NO_MORE));
        all.add(KeyFormat.at("SendGrid key", "SG.", "SG\\." + WORD + "{16,}+\\." + WORD + "{16,}+"));
        all.add(KeyFormat.startingWith("Mailgun key", "key-", "[0-9a-f]{32}" + NO_MORE));
        all.add(KeyFormat.of("Mailchimp key", "-us", START + "[0-9a-f]{32}-us[0-9]{1,2}" + NO_MORE));
        all.add(KeyFormat.at("Shopify token", "shpat_|shpca_|shppa_|shpss_", "shp(?:at|ca|pa|ss)_" + HEX + "{32}"));
        all.add(KeyFormat.at("Square token", "sq0", "sq0(?:csp|atp|idp)-" + WORD + "{22,}+"));
        all.add(KeyFormat.startingWith("Figma token", "figd_", WORD + "{20,}+"));
        all.add(KeyFormat.startingWith("Notion token", "ntn_", ALNUM + "{40,}+"));
        all.add(KeyFormat.startingWith("New Relic key", "NRAK-", "[A-Z0-9]{27}"));
        all.add(KeyFormat.startingWith("age secret key", "AGE-SECRET-KEY-1", "[A-Z0-9]{50,}+"));
    }

    private static void general(List<KeyFormat> all) {
        all.add(KeyFormat.at(
                "JSON Web Token",
                "eyJ",
                "eyJ" + WORD + "{10,1000}+\\.(?:eyJ" + WORD + "{10,7000}+|" + WORD + "{0,1000}+\\." + WORD
                        + "{10,100}+\\." + WORD + "{10,7000}+)\\." + WORD + "{10,}+"));
        all.add(KeyFormat.anyCase(
                "bearer token", "bearer", "Bearer(?:\\s|%20|\\+){1,3}[A-Za-z0-9._~+/-]{20,}+=*+", KeyFormats::mixed));
        all.add(KeyFormat.anyCase(
                "basic authorisation",
                "basic",
                "Basic(?:\\s|%20|\\+){1,3}([A-Za-z0-9+/]{8,}+={0,2})",
                KeyFormats::isUserAndPassword));
        all.add(KeyFormat.anyCase(
                "password in a URL",
                "://",
                "[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s/:@\"'<>\\\\]{0,100}+:([^\\s/@\"'<>\\\\]{3,200}+)@",
                KeyFormats::isNoExample));
        // Eight hyphens at most within, as in "DEK-Info: AES-256-CBC".
        all.add(
                KeyFormat.of(
                        "private key",
                        "PRIVATE KEY",
                        "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]{0,7000}+-){0,8}?[^-]{0,7000}+-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"));
        // An answer that was cut has no end line.
        all.add(
                KeyFormat.of(
                        "private key",
                        "PRIVATE KEY",
                        "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:\\s|\\\\[nr])*+([A-Za-z0-9+/]{30,}+[A-Za-z0-9+/=\\s\\\\]{0,7000}+)"));
    }

    /** Prose about bearers has long words too, but no digits in them. */
    private static boolean mixed(String token) {
        return token.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isUserAndPassword(String encoded) {
        try {
            String decoded = new String(Base64.getDecoder().decode(encoded), ISO_8859_1);
            return decoded.indexOf(':') >= 0 && decoded.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isNoExample(String password) {
        return !EXAMPLES.contains(password.toLowerCase(Locale.ROOT)) && "${<[%*".indexOf(password.charAt(0)) < 0;
    }
}
