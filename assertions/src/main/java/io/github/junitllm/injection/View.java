package io.github.junitllm.injection;

/** One reading of a piece of text: as it stands, or decoded; with its foldings, each made once. */
final class View {

    private final Placed written;
    private final String encoding;
    private final Placed folded;
    private final Placed squeezed;
    private final boolean[] startsWord;
    private final boolean[] endsWord;

    /**
     * Makes a view.
     *
     * @param encoding for messages, for example " in base64"; empty when the text stands there like that
     */
    View(Placed written, String encoding) {
        this.written = written;
        this.encoding = encoding;
        this.folded = Folding.fold(written);
        this.squeezed = Folding.squeeze(folded);
        this.startsWord = new boolean[squeezed.text().length()];
        this.endsWord = new boolean[squeezed.text().length()];
        markWords();
    }

    private void markWords() {
        String text = folded.text();
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Folding.isWord(text.charAt(i))) {
                startsWord[at] = i == 0 || !Folding.isWord(text.charAt(i - 1));
                endsWord[at] = i + 1 == text.length() || !Folding.isWord(text.charAt(i + 1));
                at++;
            }
        }
    }

    boolean isPlain() {
        return encoding.isEmpty();
    }

    String encoding() {
        return encoding;
    }

    Placed written() {
        return written;
    }

    Placed folded() {
        return folded;
    }

    /** Letters and digits alone. */
    Placed squeezed() {
        return squeezed;
    }

    /** Whether a letter or digit of the squeezed text follows something else in the folded one. */
    boolean startsWord(int inSqueezed) {
        return startsWord[inSqueezed];
    }

    boolean endsWord(int inSqueezed) {
        return endsWord[inSqueezed];
    }
}
