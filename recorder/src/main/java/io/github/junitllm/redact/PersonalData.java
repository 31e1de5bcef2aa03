package io.github.junitllm.redact;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.junitllm.match.ClosestName;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Kinds of personal data that can be redacted; none is unless asked for. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum PersonalData {
    /** E-mail addresses. */
    EMAIL(
            "e-mail address",
            "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"),
    /** Phone numbers in international form ({@code +49 30 901820}), or with separators ({@code (030) 901-820 11}). */
    PHONE(
            "phone number",
            "(?<![A-Za-z0-9+.-])(?:\\+[1-9]|\\(0?[0-9]|0[1-9]|[2-9][0-9]{2}[-. ])(?:[ ()/.-]{0,2}[0-9]){6,14}(?![A-Za-z0-9-])"),
    /** Payment cards: 12 to 19 digits whose check digit is right (Luhn). */
    CARD("payment card", "(?<![A-Za-z0-9.-])[3-6](?:[ -]?[0-9]){11,18}(?![A-Za-z0-9-])"),
    /** International bank account numbers whose check digits are right (modulo 97). */
    IBAN("IBAN", "(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])");

    private final String words;
    private final Pattern pattern;

    PersonalData(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    /**
     * Returns the kind of this name, in any case.
     *
     * @throws IllegalArgumentException when there is none; the message names the known ones
     */
    public static PersonalData parse(String name) {
        List<String> known = Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = known.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException("\"%s\" is no kind of personal data: expected %s%s"
                    .formatted(name, String.join(", ", known), ClosestName.hint(name, known)));
        }
        return values()[index];
    }

    /** Adds what it finds. */
    void find(String text, List<Finding> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (isReal(matcher.group())) {
                found.add(new Finding(words, matcher.start(), matcher.end()));
            }
        }
    }

    private boolean isReal(String found) {
        return switch (this) {
            case EMAIL -> true;
            case PHONE -> isPhone(found);
            case CARD -> isCard(found);
            case IBAN -> isIban(found);
        };
    }

    /** A number of its own is no phone number, unless it says that it is international. */
    private static boolean isPhone(String found) {
        int digits = digits(found).length();
        return digits >= 7
                && digits <= 15
                && (found.startsWith("+") || found.chars().anyMatch(c -> c == ' ' || c == '-' || c == '/' || c == ')'))
                && !found.matches("[0-9]{4}[-./ ][0-9]{2}[-./ ][0-9]{2}.*");
    }

    private static boolean isCard(String found) {
        String digits = digits(found);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && digits.chars().distinct().count() > 1;
    }

    /** ISO 13616: the first four characters go to the end, letters count from 10, and the rest modulo 97 is 1. */
    private static boolean isIban(String found) {
        String plain = found.replace(" ", "");
        if (plain.length() < 15 || plain.length() > 34) {
            return false;
        }
        StringBuilder number = new StringBuilder();
        (plain.substring(4) + plain.substring(0, 4)).chars().forEach(c -> number.append(Character.digit(c, 36)));
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
