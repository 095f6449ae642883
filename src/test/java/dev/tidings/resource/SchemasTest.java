package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {

    private static Schemas schemas(String schema) {
        return new Schemas(Map.of("c", new CollectionOptions(false, schema)));
    }

    private static boolean allows(String schema, String value) {
        String whole = "{\"properties\":{\"v\":" + schema + "}}";
        try {
            schemas(whole).check("c", JsonText.parse("{\"v\":" + value + "}", JsonText.MAX_DEPTH));
            return true;
        } catch (TidingsException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"const\":1.0} | 1 | true",
                "{\"const\":1} | 1.00e0 | true",
                "{\"enum\":[2.50,\"x\"]} | 25e-1 | true",
                "{\"enum\":[2.50]} | 2.51 | false",
                "{\"const\":12345678901234567890123} | 12345678901234567890123.0 | true",
                "{\"const\":12345678901234567890123} | 12345678901234567890124 | false",
                "{\"type\":\"integer\"} | 1.0 | true",
                "{\"type\":\"integer\"} | 1.5 | false",
                "{\"type\":\"integer\"} | 1e400 | true",
                "{\"type\":\"number\"} | 1e400 | true",
                "{\"type\":\"integer\",\"minimum\":1} | 12345678901234567890123 | true",
                "{\"type\":\"integer\",\"minimum\":1} | -12345678901234567890123 | false",
                "{\"type\":\"integer\",\"minimum\":1} | 1e999999999 | true",
                "{\"type\":\"integer\",\"maximum\":5} | 1e30 | false",
                "{\"exclusiveMaximum\":0.1} | 0.1 | false",
                "{\"multipleOf\":0.01} | 4.02 | true",
                "{\"multipleOf\":0.01} | 4.021 | false",
                "{\"multipleOf\":5} | 12345678901234567890120 | true",
                "{\"multipleOf\":5} | 12345678901234567890121 | false",
                "{\"uniqueItems\":true} | [1,1.0] | false",
                "{\"maxLength\":1.0} | \"ab\" | false",
                "{\"maxLength\":1} | \"\\ud83d\\ude00\" | true",
                "{\"format\":\"email\"} | \"none\" | true",
                "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false} | [\"a\",1] | false",
            })
    void numbersAreJudgedByTheirValue(String schema, String value, boolean allowed) {
        assertThat(allows(schema, value)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"$ref\":\"#/$defs/none\"}",
                "{\"$ref\":\"https://example.com/schema.json\"}",
                "{\"type\":\"object\",\"type\":\"array\"}"
            })
    void anUnusableSchemaIsFoundAtTheStart(String schema) {
        assertThatIllegalArgumentException().isThrownBy(() -> schemas(schema)).withMessageContaining("collection c");
    }

    @Test
    void aCollectionWithoutASchemaTakesAnything() {
        schemas("false").check("other", JsonText.parse("{}", JsonText.MAX_DEPTH));
    }
}
