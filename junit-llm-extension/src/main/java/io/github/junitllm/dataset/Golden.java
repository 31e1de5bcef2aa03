package io.github.junitllm.dataset;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Name the golden cases of an eval: files, a text block, or both (files first).
 *
 * <p>Wrong use is an {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} before the first call: no
 * case at all, a file that is not there or not well-formed, two cases of one id.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Golden {

    /**
     * Files as class-path resources, ending in .yaml, .yml, .json, .jsonl, .ndjson or .csv (default none), each at most
     * 16 MiB of UTF-8. Looked up beside the test class, then under {@code goldens/}, then from the class-path root; a
     * leading {@code /} means the root only. {@code ..}, places in the file system and URLs are refused.
     */
    String[] value() default {};

    /** Cases as a text block in YAML or JSON (default none). */
    String inline() default "";

    /** Take only the cases that carry any of these tags (default: all cases). Leaving no case is an error. */
    String[] tags() default {};
}
