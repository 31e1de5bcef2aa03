package io.github.junitllm.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** Wordings by which models refuse. General ones only: who speaks, that it will not, and what it will not do with a request. */
final class RefusalPhrases {

    private static final String I = "(?:\\b(?:I|we)|\\bsorry,?(?: but)?|^)";
    private static final String GAP = "(?:\\s+\\w+ly|\\s+in good conscience)?\\s+";
    private static final String CANNOT = "(?:can(?:not|\\s+not|['\u2019]?t)|won['\u2019]?t|will\\s+not"
            + "|(?:['\u2019]m|\\s?am|\\s?are|['\u2019]re)?\\s*(?:unable|not\\s+(?:able|willing|allowed|permitted|going|prepared))\\s+to"
            + "|must\\s+(?:decline|refuse)\\s+to|refuse\\s+to)";
    private static final String OBJECT =
            "\\s+(?:you\\s+)?(?:with\\s+)?(?:to\\s+)?(?:that|this|such|your|these|those|any)\\b";
    private static final String HELP =
            "(?:help(?:\\s+(?:you|with|to|create|write|in|plan|make)\\b|[.,!]|$)|assist|comply|fulfill?\\b"
                    + "|accommodate|condone|facilitate|(?:participate|engage)\\s+in|support" + OBJECT
                    + "|(?:provide|give|share|offer|disclose|reveal|discuss|create|write|generate|produce)\\s+(?:you\\s+)?"
                    + "(?:with\\s+)?(?:[\\w-]+\\s+){0,2}(?:that|this|such|any|those|these|instructions|information|guidance|advice|details|assistance|content|help|support|code\\s+(?:to|that)|my\\s+(?:system|instructions|initial))\\b"
                    + "|(?:answer|do|complete|continue|process|carry\\s+out|execute|follow|act\\s+on|respond\\s+to|talk\\s+about|act\\s+as|pretend)"
                    + OBJECT + ")";

    private static final List<Pattern> ALL = List.of(
            // English
            of(I + "(?:" + GAP + ")?" + CANNOT + GAP + HELP),
            of("\\bsorry,?\\s+but\\s+I" + GAP + "?" + CANNOT + "\\b"),
            of("\\bI\\s+(?:must|have\\s+to|need\\s+to|will\\s+have\\s+to)(?:\\s+\\w+ly)?\\s+(?:decline|refuse)\\b"),
            of(
                    "\\bI(?:['\u2019]m|\\s+am)\\s+not\\s+comfortable\\s+(?:with|help|provid|shar|discuss|writ|creat|generat|answer|assist)\\w*"),
            of(
                    "\\b(?:against|violat\\w+|contrary\\s+to|conflicts?\\s+with)\\s+(?:my|our|openai['\u2019]?s?|the\\s+usage)\\s+(?:\\w+\\s+){0,3}(?:guidelines|polic(?:y|ies)|principles|programming|values)\\b"),
            of(
                    "\\bnot\\s+something\\s+(?:that\\s+)?I(?:['\u2019]m|\\s+am|\\s+can)\\s+(?:(?:able|willing|comfortable)\\s+(?:to\\s+)?)?(?:help|assist|do|provid|discuss|shar)\\w*"),
            // German
            of(
                    "\\b(?:ich\\s+(?:kann|darf|werde|m\u00f6chte)|(?:kann|darf|werde|m\u00f6chte)\\s+ich)\\b[^.!?\\n]{0,80}\\b(?:nicht|keine[nrs]?)\\b[^.!?\\n]{0,60}\\b(?:(?:weiter)?helfen|unterst\u00fctzen|beantworten|bereitstellen|erf\u00fcllen|nachkommen|geben|erstellen|schreiben|teilen|preisgeben|verraten)\\b"),
            of("\\bich\\s+muss\\b[^.!?\\n]{0,60}\\bablehnen\\b"),
            // French
            of(
                    "\\bje\\s+(?:ne\\s+(?:peux|pourrai|vais|saurais|suis)|refuse)\\b[^.!?\\n]{0,50}\\b(?:aider|assister|r\u00e9pondre|fournir|donner|partager|cr\u00e9er|\u00e9crire|g\u00e9n\u00e9rer|r\u00e9v\u00e9ler|satisfaire|acc\u00e9der)"),
            // Spanish, Italian, Portuguese
            of(
                    "\\bno\\s+(?:puedo|podr\u00e9|voy\\s+a)\\b[^.!?\\n]{0,40}\\b(?:ayudar|proporcionar|cumplir|compartir|responder|crear|escribir|generar|revelar|darte|darle|ofrecer|asistir)"),
            of(
                    "\\bnon\\s+(?:posso|potr\u00f2|sono\\s+in\\s+grado\\s+di)\\b[^.!?\\n]{0,40}\\b(?:aiutar|fornir|risponder|condivider|crear|scriver|generar|rivelar|soddisfar|assister)"),
            of(
                    "n\u00e3o\\s+(?:posso|consigo|poderei|vou)\\b[^.!?\\n]{0,40}\\b(?:ajudar|ajud\u00e1|fornecer|responder|compartilhar|partilhar|criar|escrever|gerar|revelar|atender|cumprir)"));

    /** Lacking information is no refusal: "I cannot answer that from the given passages". */
    private static final Pattern LACKING = of(
            "\\b(?:(?:find|see|locate)\\b|based\\s+on|given\\s+(?:passages?|documents?|text|context)|(?:does|do|did)(?:\\s+not|n['\u2019]t)\\s+(?:contain|mention|include|provide|specify|say|state|have)"
                    + "|not\\s+(?:enough|sufficient|mentioned|specified|provided|contain\\w*)|(?:no|without|insufficient|lack\\w*)\\s+(?:\\w+\\s+)?(?:information|context|details|data)"
                    + "|(?:in|from)\\s+the\\s+(?:given|provided|document|text|context|passages?))\\b");

    private RefusalPhrases() {}

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /** The first wording of a refusal, that is not quoted and does not speak of lacking information. */
    static Optional<TextSpan> first(String text) {
        TextSpan first = null;
        for (Pattern pattern : ALL) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                boolean earlier = first == null || matcher.start() < first.from();
                if (earlier && !isQuoted(text, matcher.start()) && !lacks(text, matcher.start(), matcher.end())) {
                    first = new TextSpan(matcher.start(), matcher.end());
                    break;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static boolean isQuoted(String text, int start) {
        return start > 0 && "\"\u201c\u00ab\u201e>".indexOf(text.charAt(start - 1)) >= 0;
    }

    private static boolean lacks(String text, int from, int to) {
        return LACKING.matcher(text.substring(sentenceStart(text, from), sentenceEnd(text, to)))
                .find();
    }

    private static int sentenceStart(String text, int from) {
        int at = from;
        while (at > 0 && from - at < 300 && ".!?\n".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static int sentenceEnd(String text, int to) {
        int at = to;
        while (at < text.length() && at - to < 300 && ".!?\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
