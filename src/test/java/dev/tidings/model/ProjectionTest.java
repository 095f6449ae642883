package dev.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {

    private static final String REPRESENTATION =
            "{\"id\":\"7\",\"revision\":3,\"createdAt\":\"t\",\"price\":1.10,\"\\u0061ddress\":{\"zip\":\"1\",\"city\":\"\\u00c5\"},"
                    + "\"lines\":[{\"sku\":1e2,\"n\":1},5,{\"n\":2},[{\"sku\":3}]],\"note\":null}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price              | {'id':'7','revision':3,'price':1.10}",
                "note price         | {'id':'7','revision':3,'price':1.10,'note':null}",
                "createdAt          | {'id':'7','revision':3,'createdAt':'t'}",
                "address            | {'id':'7','revision':3,'\\u0061ddress':{'zip':'1','city':'\\u00c5'}}",
                "address.city       | {'id':'7','revision':3,'\\u0061ddress':{'city':'\\u00c5'}}",
                "address.city address | {'id':'7','revision':3,'\\u0061ddress':{'zip':'1','city':'\\u00c5'}}",
                "address address.city | {'id':'7','revision':3,'\\u0061ddress':{'zip':'1','city':'\\u00c5'}}",
                "address.none       | {'id':'7','revision':3,'\\u0061ddress':{}}",
                "lines.sku          | {'id':'7','revision':3,'lines':[{'sku':1e2},{}]}",
                "price.amount       | {'id':'7','revision':3}",
                "id revision        | {'id':'7','revision':3}",
                "id.x               | {'id':'7','revision':3}",
                "none               | {'id':'7','revision':3}",
            })
    void onlyWhatIsNamedIsKeptAsItWasWritten(String fields, String expected) {
        Projection projection = Projection.of(List.of(fields.split(" ")));
        String text = expected.replace('\'', '"');
        assertThat(projection.apply(REPRESENTATION)).isEqualTo(text);
        assertThat(projection
                        .apply(JsonText.parse(REPRESENTATION, JsonText.MAX_DEPTH))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void withoutPathsAllIsKept() {
        assertThat(Projection.of(List.of()).apply(REPRESENTATION)).isEqualTo(REPRESENTATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void aPathHasNoEmptyNames(String path) {
        assertThatThrownBy(() -> Projection.of(List.of("x", path)))
                .isInstanceOfSatisfying(TidingsException.class, refused -> assertThat(refused.code())
                        .isEqualTo(Code.BAD_REQUEST));
    }
}
